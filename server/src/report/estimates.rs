//! How good the waits were that visitors were promised, by what happened.
use super::figures::{mean, number, share};
use super::outages::Outages;
use crate::store::snapshot::Visit;

const MINUTE_MS: i64 = 60_000;

/// The errors of what was promised; nothing where nobody was called to whom something was promised.
pub(super) struct Estimates {
    /// The mean error, either way.
    pub(super) off_s: Option<f64>,
    /// The root of its mean square.
    pub(super) rmse_s: Option<f64>,
    /// The mean of promised less waited.
    pub(super) bias_s: Option<f64>,
    /// The share of the waits inside of the range that was shown.
    pub(super) within: Option<f64>,
}

impl Estimates {
    pub(super) fn of(visits: &[&Visit], outages: &Outages) -> Self {
        let errors_s: Vec<f64> = visits.iter().filter_map(|visit| visit.spared_s(outages)).collect();
        let told: Vec<bool> = visits.iter().filter_map(|visit| visit.is_within(outages)).collect();
        let within = told.iter().filter(|is_within| **is_within).count();
        Self {
            off_s: mean(errors_s.iter().map(|error_s| error_s.abs())),
            rmse_s: mean(errors_s.iter().map(|error_s| error_s * error_s)).map(f64::sqrt),
            bias_s: mean(errors_s.iter().copied()),
            within: share(number(within), number(told.len())),
        }
    }
}

impl Visit {
    /// How much less was waited than was expected, seconds.
    fn spared_s(&self, outages: &Outages) -> Option<f64> {
        Some((self.promised_s? * 1000 - self.wait_ms(outages)?) as f64 / 1000.0)
    }

    /// Whoever was promised 5 to 10 minutes and waited for less than 11 was told right.
    fn is_within(&self, outages: &Outages) -> Option<bool> {
        let (low_min, high_min) = self.promised_min?;
        Some((low_min..=high_min).contains(&(self.wait_ms(outages)? / MINUTE_MS)))
    }
}
