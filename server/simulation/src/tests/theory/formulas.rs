//! What is known of waits in the steady state. Times are in one unit, rates in one over it.
/// Equal counters and one line: visitors at random, visits of exponential length (M/M/c; A. K. Erlang, 1917).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Steady {
    /// The share of the time in which nobody is there.
    pub(super) empty: f64,
    /// The share of the visitors who wait.
    pub(super) waits: f64,
    /// The mean length of the line.
    pub(super) line: f64,
    /// The mean wait, of those who don't wait too.
    pub(super) mean_wait: f64,
    /// How fast a line vanishes.
    rest: f64,
}

/// As many come as can be served, or more: the line grows for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoSteadyState;

impl Steady {
    /// The share of the visitors who wait longer than this.
    pub(super) fn waits_longer(&self, time: f64) -> f64 {
        self.waits * (-self.rest * time).exp()
    }
}

/// `arrivals` come and each of the counters could serve `visits` in a unit of time.
pub(super) fn erlang_c(arrivals: f64, visits: f64, counters: u32) -> Result<Steady, NoSteadyState> {
    let rest = f64::from(counters) * visits - arrivals;
    if arrivals < 0.0 || visits <= 0.0 || rest <= 0.0 {
        return Err(NoSteadyState);
    }
    let (load, busy) = (arrivals / visits, arrivals / (f64::from(counters) * visits));
    // load^k / k! for each number k of visitors.
    let (mut term, mut sum) = (1.0, 0.0);
    for count in 1..=counters {
        sum += term;
        term *= load / f64::from(count);
    }
    let all_busy = term / (1.0 - busy);
    let empty = 1.0 / (sum + all_busy);
    let waits = all_busy * empty;
    Ok(Steady { empty, waits, line: waits * busy / (1.0 - busy), mean_wait: waits / rest, rest })
}

/// The mean wait of each class, the first before all others; nobody is sent away from a counter for another's sake
/// (A. Cobham, 1954). All visits are equally long in the mean.
pub(super) fn cobham(arrivals: &[f64], visits: f64, counters: u32) -> Result<Vec<f64>, NoSteadyState> {
    let pooled = erlang_c(arrivals.iter().sum(), visits, counters)?;
    let all_visits = f64::from(counters) * visits;
    let mut before = 0.0;
    let wait = |class: &f64| {
        let with = before + class / all_visits;
        let wait = pooled.waits / (all_visits * (1.0 - before) * (1.0 - with));
        before = with;
        wait
    };
    Ok(arrivals.iter().map(wait).collect())
}
