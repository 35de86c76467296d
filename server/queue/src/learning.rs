//! What an office's own visits teach of how long a visit takes.
use alloc::vec::Vec;

/// So many of the newest visits of a service teach its mean.
pub const TEACHING_VISITS: usize = 200;
/// The configured time counts as this many visits.
const PRIOR_VISITS: u64 = 10;
/// A visit so many times as long as half of them was not ended when it was over: somebody forgot the key.
const FORGOTTEN_TIMES: u64 = 6;

/// The mean of these visits in seconds, shrunk to the configured one as long as there are few. The ends are not cut
/// evenly: more visits are much longer than the mean than much shorter, and they are part of it.
pub fn learned_mean(mut visits_s: Vec<u64>, configured_s: u64) -> u32 {
    visits_s.sort_unstable();
    let median_s = visits_s.get(visits_s.len() / 2).copied().unwrap_or_default();
    visits_s.retain(|visit_s| *visit_s <= median_s * FORGOTTEN_TIMES);
    let count = u64::try_from(visits_s.len()).unwrap_or(u64::MAX);
    let sum_s = visits_s.iter().sum::<u64>();
    u32::try_from((sum_s + configured_s * PRIOR_VISITS) / (count + PRIOR_VISITS)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn a_mean_is_the_configured_one_until_visits_teach_another() {
        assert_eq!(learned_mean(vec![], 360), 360);
        assert_eq!(learned_mean(vec![180; 10], 360), 270);
        assert!((180..190).contains(&learned_mean(vec![180; 200], 360)));
    }

    #[test]
    fn a_forgotten_finish_teaches_nothing() {
        let mut visits_s = vec![300; 100];
        visits_s.extend([4 * 3600, 5 * 3600]);
        assert_eq!(learned_mean(visits_s, 300), 300);
    }

    #[test]
    fn long_visits_are_part_of_the_mean() {
        // As visits are: half of them are over soon, some take very long.
        let visits_s = (0..200).map(|rank| if rank < 100 { 120 } else { 120 + (rank - 100) * 6 });
        let mean_s = visits_s.clone().sum::<u64>() / 200;
        let learned_s = u64::from(learned_mean(visits_s.collect(), mean_s));
        assert!(learned_s.abs_diff(mean_s) <= 2, "{learned_s} of {mean_s}");
    }
}
