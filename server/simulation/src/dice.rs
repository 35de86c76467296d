//! Chance from a seed.
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of chance that is the same for the same seed on every machine.
#[derive(Clone, Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Evenly from 0 (included) to 1 (excluded).
    pub fn share(&mut self) -> f64 {
        let bits = self.0.next_u32();
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }

    /// True in `share` of all cases.
    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// A whole number of milliseconds between two.
    pub fn between_ms(&mut self, low_ms: i64, high_ms: i64) -> i64 {
        low_ms + whole(self.share() * (high_ms - low_ms) as f64)
    }

    /// Exponential with this mean, in whole milliseconds.
    pub fn exponential_ms(&mut self, mean_ms: f64) -> i64 {
        whole(self.exponential(mean_ms))
    }

    /// Exponential with this mean.
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.share()).ln()
    }

    /// An index, each as likely as its weight. 0 when there are no weights.
    pub fn pick(&mut self, weights: &[f64]) -> usize {
        let mut left = self.share() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }
}

/// The nearest whole number; a fraction of a millisecond means nothing.
#[expect(clippy::cast_possible_truncation, reason = "times of a day are far below 2^53")]
fn whole(ms: f64) -> i64 {
    ms.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_chance() {
        let draw =
            |seed| (0..5).map(|_| 0.0).scan(Dice::new(seed), |dice, _: f64| Some(dice.share())).collect();
        let first: Vec<f64> = draw(7);
        assert_eq!(first, draw(7));
        assert_ne!(first, draw(8));
        assert!(first.iter().all(|share| (0.0..1.0).contains(share)));
    }

    #[test]
    fn means_are_what_they_are_said_to_be() {
        let mut dice = Dice::new(1);
        let mean = (0..20_000).map(|_| dice.exponential(3.0)).sum::<f64>() / 20_000.0;
        assert!((2.9..3.1).contains(&mean), "{mean}");
        let twos = (0..20_000).filter(|_| dice.pick(&[1.0, 2.0, 1.0]) == 1).count();
        assert!((9_700..10_300).contains(&twos), "{twos}");
    }
}
