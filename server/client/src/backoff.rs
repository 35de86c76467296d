//! How long to pause before trying again. Pure: the seed comes from outside, so that a hall full of displays
//! does not come back in step, and a test knows each pause.

/// The first pause, about.
const FIRST_MS: u64 = 100;

/// No pause is longer than this and its jitter.
const LONGEST_MS: u64 = 5_000;

/// The pause after the server said no: it is asked again only because it may change its mind.
const SLOW_MS: u64 = 10_000;

/// Pauses that double from 100 ms to 5 s, each shifted by up to a quarter up or down.
#[derive(Clone, Debug)]
pub struct Backoff {
    next_ms: u64,
    jitter: u64,
}

impl Backoff {
    /// Pauses whose jitter is decided by `seed`.
    pub fn new(seed: u64) -> Self {
        Self { next_ms: FIRST_MS, jitter: seed }
    }

    /// The next pause; the one after it is twice as long.
    pub fn pause_ms(&mut self) -> u64 {
        let pause_ms = self.next_ms;
        self.next_ms = (pause_ms * 2).min(LONGEST_MS);
        self.shifted(pause_ms)
    }

    /// A pause after a "no", longer than any other; does not grow.
    pub fn slow_pause_ms(&mut self) -> u64 {
        self.shifted(SLOW_MS)
    }

    /// What came was no use: from now on the pauses are the longest.
    pub(crate) fn discourage(&mut self) {
        self.next_ms = LONGEST_MS;
    }

    /// It went well: the next pause is the first one again.
    pub fn reset(&mut self) {
        self.next_ms = FIRST_MS;
    }

    fn shifted(&mut self, pause_ms: u64) -> u64 {
        pause_ms - pause_ms / 4 + self.random() % (pause_ms / 2 + 1)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): enough for jitter, and no crate.
    fn random(&mut self) -> u64 {
        self.jitter = self.jitter.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.jitter;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Is it this pause, give or take a quarter?
    fn about(pause_ms: u64, middle_ms: u64) -> bool {
        (middle_ms * 3 / 4..=middle_ms * 5 / 4).contains(&pause_ms)
    }

    #[test]
    fn pauses_double_to_the_longest_and_start_again_after_a_success() {
        for seed in 0..200 {
            let mut backoff = Backoff::new(seed);
            for middle_ms in [100, 200, 400, 800, 1600, 3200, 5000, 5000] {
                let pause_ms = backoff.pause_ms();
                assert!(about(pause_ms, middle_ms), "{pause_ms} for {middle_ms}");
            }
            assert!(about(backoff.slow_pause_ms(), 10_000));
            backoff.reset();
            assert!(about(backoff.pause_ms(), 100));
            backoff.discourage();
            assert!(about(backoff.pause_ms(), 5000));
        }
    }

    #[test]
    fn the_seed_alone_decides_the_jitter() {
        let pauses = |seed| {
            let mut backoff = Backoff::new(seed);
            (0..8).map(|_| backoff.pause_ms()).collect::<Vec<_>>()
        };
        assert_eq!(pauses(7), pauses(7));
        let firsts: std::collections::BTreeSet<_> = (0..100).map(|seed| pauses(seed)[0]).collect();
        assert!(firsts.len() > 20, "a hundred displays come back at {} moments", firsts.len());
    }
}
