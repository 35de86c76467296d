//! A mean with the interval in which the true one lies, from values that hang together: by the means of batches, each
//! longer than what hangs together.
use std::fmt;

/// So many batches.
const BATCHES: usize = 30;
/// Student's t of 29 degrees of freedom: the interval holds the true mean in 99 of 100 cases.
const T: f64 = 2.756;

/// A mean and how far off it may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    pub(super) mean: f64,
    off: f64,
}

impl Spread {
    /// Of values in the order in which they came, without the first tenth, in which the hall fills.
    pub(super) fn of(values: &[f64]) -> Self {
        let values = &values[values.len() / 10..];
        let length = values.len() / BATCHES;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let means: Vec<f64> = values.chunks_exact(length).take(BATCHES).map(mean).collect();
        let whole = mean(&means);
        let squares: f64 = means.iter().map(|mean| (mean - whole).powi(2)).sum();
        let batches = BATCHES as f64;
        Self { mean: whole, off: T * (squares / (batches - 1.0) / batches).sqrt() }
    }

    /// Whether the true mean can be this.
    pub(super) fn holds(&self, exact: f64) -> bool {
        (self.mean - exact).abs() <= self.off
    }

    /// How far off it may be, as a part of it.
    pub(super) fn width(&self) -> f64 {
        self.off / self.mean
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4} ± {:.4}", self.mean, self.off)
    }
}
