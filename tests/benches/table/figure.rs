//! A line of the table: what, the figure, its goal, whether it is met, and the numbers behind; and how many numbers
//! become one.
use std::time::Duration;

/// A line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) what: String,
    pub(crate) figure: String,
    pub(crate) goal: Option<Goal>,
    pub(crate) behind: String,
}

/// What a figure should be, and whether it is.
#[derive(Clone, Debug)]
pub(crate) struct Goal {
    pub(crate) text: String,
    pub(crate) met: bool,
}

impl Goal {
    /// A figure of at least this.
    pub(crate) fn at_least(limit: f64, figure: f64) -> Option<Self> {
        Self::of(&format!("≥ {limit}"), figure >= limit)
    }

    /// A figure of at most this.
    pub(crate) fn at_most(limit: f64, figure: f64) -> Option<Self> {
        Self::of(&format!("≤ {limit}"), figure <= limit)
    }

    /// Any other.
    pub(crate) fn of(text: &str, met: bool) -> Option<Self> {
        Some(Self { text: text.into(), met })
    }
}

impl Figure {
    fn row(&self) -> String {
        let Self { what, figure, goal, behind } = self;
        let (goal, met) = match goal {
            Some(Goal { text, met: true }) => (text.as_str(), "yes"),
            Some(Goal { text, met: false }) => (text.as_str(), "**no**"),
            None => ("–", "–"),
        };
        format!("| {what} | {figure} | {goal} | {met} | {behind} |\n")
    }
}

/// A table in Markdown.
pub(crate) fn table(name: &str, figures: &[Figure]) -> String {
    let rows: String = figures.iter().map(Figure::row).collect();
    format!("\n{name}:\n\n| what | figure | goal | met | behind it |\n|---|---|---|---|---|\n{rows}")
}

/// The middle one; of an even number the mean of the two.
pub(crate) fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => sorted[middle],
        _ => (sorted[middle - 1] + sorted[middle]) / 2.0,
    }
}

/// The value below which this share of all lies.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let sorted = sorted(values);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// Milliseconds with their fraction.
pub(crate) fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}
