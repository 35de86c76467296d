//! How long to pause before trying again. Pure: the seed comes from outside, so that a hall full of displays
//! does not come back in step, and a test knows each pause.
use std::time::Duration;

use crate::{Away, Failure};

/// A row of pauses that double.
#[derive(Clone, Copy, Debug)]
struct Row {
    first_ms: u64,
    longest_ms: u64,
}

/// While there is no server. With its jitter the longest is 1 s, so that all is whole within a second of the
/// server's return; an office has a handful of devices, and a try a second of each costs nothing.
const AWAY: Row = Row { first_ms: 100, longest_ms: 800 };

/// After a "no", which the server may take back, and after what is no answer of our server: nothing is won
/// by asking at once.
const UNWELCOME: Row = Row { first_ms: 1_000, longest_ms: 10_000 };

/// Pauses that double, each shifted by up to a quarter up or down: from 100 ms to 800 ms while the server is
/// away, from 1 s to 10 s after it said no.
#[derive(Clone, Debug)]
pub struct Backoff {
    away_ms: u64,
    unwelcome_ms: u64,
    jitter: u64,
}

impl Backoff {
    /// Pauses whose jitter is decided by `seed`.
    pub fn new(seed: u64) -> Self {
        Self { away_ms: AWAY.first_ms, unwelcome_ms: UNWELCOME.first_ms, jitter: seed }
    }

    /// The pause after a failure, never shorter than the server asks for; the one after it is twice as long.
    pub fn after(&mut self, failure: &Failure) -> Duration {
        match failure {
            Failure::Away(Away::Unreachable(_) | Away::TimedOut(_) | Away::Cut(_)) => self.away(),
            Failure::Away(Away::Garbage(_) | Away::Untrusted(_)) | Failure::Refused(_) => self.unwelcome(),
            Failure::Busy { retry_after } => self.unwelcome().max(*retry_after),
        }
    }

    /// It went well: the next pause is the first one again.
    pub fn reset(&mut self) {
        *self = Self::new(self.jitter);
    }

    fn away(&mut self) -> Duration {
        let pause_ms = self.away_ms;
        self.away_ms = (pause_ms * 2).min(AWAY.longest_ms);
        self.shifted(pause_ms)
    }

    fn unwelcome(&mut self) -> Duration {
        let pause_ms = self.unwelcome_ms;
        self.unwelcome_ms = (pause_ms * 2).min(UNWELCOME.longest_ms);
        self.shifted(pause_ms)
    }

    fn shifted(&mut self, pause_ms: u64) -> Duration {
        Duration::from_millis(pause_ms - pause_ms / 4 + self.random() % (pause_ms / 2 + 1))
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
    use protocol::Code;

    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn unreachable() -> Failure {
        Away::Unreachable("connection refused".into()).into()
    }

    fn refused() -> Failure {
        let problem = format!(
            r#"{{"type":"/problems/x","title":"No","status":401,"detail":"no key","code":{}}}"#,
            serde_json::to_string(&Code::Unauthenticated).unwrap()
        );
        Failure::Refused(serde_json::from_str(&problem).unwrap())
    }

    /// Asserts pauses of these lengths, give or take a quarter.
    fn assert_pauses(backoff: &mut Backoff, failure: &Failure, middles_ms: &[u64]) {
        for &middle_ms in middles_ms {
            let pause = backoff.after(failure);
            let about = ms(middle_ms * 3 / 4)..=ms(middle_ms * 5 / 4);
            assert!(about.contains(&pause), "{pause:?} for {middle_ms} ms");
        }
    }

    #[test]
    fn pauses_double_to_the_longest_and_start_again_after_a_success() {
        let garbage = Away::Garbage("status 500".into()).into();
        for seed in 0..200 {
            let mut backoff = Backoff::new(seed);
            assert_pauses(&mut backoff, &unreachable(), &[100, 200, 400, 800, 800, 800]);
            assert_pauses(&mut backoff, &refused(), &[1000, 2000, 4000]);
            assert_pauses(&mut backoff, &garbage, &[8000, 10_000, 10_000]);
            assert_pauses(&mut backoff, &unreachable(), &[800]);
            backoff.reset();
            assert_pauses(&mut backoff, &unreachable(), &[100]);
            assert_pauses(&mut backoff, &refused(), &[1000]);
        }
    }

    #[test]
    fn no_pause_is_longer_than_a_second_while_the_server_is_away() {
        for seed in 0..200 {
            let mut backoff = Backoff::new(seed);
            assert!((0..50).all(|_| backoff.after(&unreachable()) <= ms(1000)), "seed {seed}");
        }
    }

    #[test]
    fn a_busy_server_decides_for_itself_how_soon_it_is_asked_again() {
        let busy = |s| Failure::Busy { retry_after: Duration::from_secs(s) };
        let mut backoff = Backoff::new(7);
        assert_eq!(backoff.after(&busy(60)), Duration::from_secs(60));
        assert_pauses(&mut backoff, &busy(1), &[2000, 4000, 8000, 10_000]);
    }

    #[test]
    fn the_seed_alone_decides_the_jitter() {
        let pauses = |seed| {
            let mut backoff = Backoff::new(seed);
            (0..8).map(|_| backoff.after(&unreachable())).collect::<Vec<_>>()
        };
        assert_eq!(pauses(7), pauses(7));
        let firsts: std::collections::BTreeSet<_> = (0..100).map(|seed| pauses(seed)[0]).collect();
        assert!(firsts.len() > 20, "a hundred displays come back at {} moments", firsts.len());
    }
}
