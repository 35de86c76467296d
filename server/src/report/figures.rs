//! The figures and what each means. The terms are those that one-stop offices and service counters elsewhere use; a
//! percentile is the nearest rank.
use super::counters::Time;
use super::estimates::Estimates;
use super::outages::Outages;
use crate::store::snapshot::Visit;

/// A figure.
pub(crate) struct Figure {
    /// Its name, the same in every format.
    pub(crate) key: &'static str,
    pub(crate) unit: Unit,
    /// What it means.
    pub(crate) says: &'static str,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Whole numbers.
    Count,
    /// Seconds.
    Seconds,
    /// A part of 1.
    Share,
    /// Neither.
    Number,
}

/// All figures, in their order.
pub(crate) const FIGURES: [Figure; 32] = [
    figure("issued", Unit::Count, "numbers taken or given, persons served without one included"),
    figure("by_staff", Unit::Count, "of these, given by staff"),
    figure("called", Unit::Count, "tickets called at least once"),
    figure("served", Unit::Count, "visits that ended at a counter"),
    figure("unstarted", Unit::Count, "of these, never marked as begun at that counter"),
    figure("unfinished", Unit::Count, "of these, ended by nobody but the day's end"),
    figure("no_show", Unit::Count, "tickets whose holder did not come when called, and not later either"),
    figure("cancelled", Unit::Count, "tickets given up by their holder or by staff"),
    figure("expired", Unit::Count, "tickets that still waited or were set aside when the day ended"),
    figure("still_open", Unit::Count, "tickets of a day that goes on, neither served nor given up yet"),
    figure("no_show_rate", Unit::Share, "no-shows / called"),
    figure("abandonment", Unit::Share, "(cancelled + no-shows + expired) / issued"),
    figure(
        "wait_mean_s",
        Unit::Seconds,
        "wait = first call - issue, of tickets called, without outages; persons served without a ticket have none",
    ),
    figure("wait_median_s", Unit::Seconds, "half of the waits were at most this long"),
    figure("wait_p90_s", Unit::Seconds, "9 in 10 waits were at most this long"),
    figure("wait_max_s", Unit::Seconds, "the longest wait"),
    figure(
        "within_target",
        Unit::Share,
        "share of served tickets whose wait was at most the office's target",
    ),
    figure(
        "estimate_off_s",
        Unit::Seconds,
        "mean difference between the wait expected at the issue and the wait, either way",
    ),
    figure(
        "estimate_rmse_s",
        Unit::Seconds,
        "root of the mean square of that difference, in which large ones weigh more",
    ),
    figure(
        "estimate_bias_s",
        Unit::Seconds,
        "mean of expected wait - wait; above 0, less was waited than promised",
    ),
    figure(
        "estimate_within",
        Unit::Share,
        "share of the waits, in whole minutes, inside of the range shown at the issue",
    ),
    figure("held", Unit::Count, "tickets that were set aside"),
    figure("held_mean_s", Unit::Seconds, "how long these were set aside, which is in no wait"),
    figure("walk_mean_s", Unit::Seconds, "begin of service - last call"),
    figure(
        "service_mean_s",
        Unit::Seconds,
        "service = finish - begin; visits into which an outage fell are left out",
    ),
    figure("service_median_s", Unit::Seconds, "half of the services were at most this long"),
    figure("service_p90_s", Unit::Seconds, "9 in 10 services were at most this long"),
    figure("stay_mean_s", Unit::Seconds, "finish - issue, of tickets served, without outages"),
    figure("stars_mean", Unit::Number, "mean rating of 1 to 5; not told of fewer than 5 ratings"),
    figure("counter_open_s", Unit::Seconds, "time in which counters were open, pauses and outages left out"),
    figure("occupancy", Unit::Share, "time with a person called or served / open time"),
    figure("served_per_hour", Unit::Number, "visits served / hours of open time"),
];

/// Of fewer ratings a mean tells too much of one person.
const RATINGS_MIN: usize = 5;

const HOUR_MS: f64 = 3_600_000.0;

const fn figure(key: &'static str, unit: Unit, says: &'static str) -> Figure {
    Figure { key, unit, says }
}

/// The figures of some visits, in their order. `time` is that of the counters which called them.
pub(super) fn values(
    visits: &[&Visit],
    outages: &Outages,
    target_s: i64,
    time: Option<Time>,
) -> [Option<f64>; FIGURES.len()] {
    let visits: Vec<_> = visits.iter().copied().filter(|visit| !visit.was_taken_back()).collect();
    let count = |is_one: fn(&Visit) -> bool| number(visits.iter().filter(|visit| is_one(visit)).count());
    let state = |state: &str| number(visits.iter().filter(|visit| visit.state == state).count());
    let of = |measure: fn(&Visit, &Outages) -> Option<i64>| {
        Spread::new(visits.iter().filter_map(|visit| measure(visit, outages)))
    };
    let issued = number(visits.len());
    let (called, served) = (count(|visit| visit.first_called_ms.is_some()), state("done"));
    let (no_show, cancelled, expired) = (state("no_show"), state("cancelled"), state("expired"));
    let (wait, service) = (of(Visit::wait_ms), of(Visit::service_ms));
    let held = of(|visit, _| (visit.held_ms > 0).then_some(visit.held_ms));
    let served_waits = of(|visit, outages| visit.wait_ms(outages).filter(|_| visit.is_done()));
    let stars: Vec<_> = visits.iter().filter_map(|visit| visit.stars).map(f64::from).collect();
    let stars_mean = mean(stars.iter().copied()).filter(|_| stars.len() >= RATINGS_MIN);
    let open = time.map(|time| (time.open_ms as f64, time.busy_ms as f64));
    let estimates = Estimates::of(&visits, outages);
    [
        Some(issued),
        Some(count(|visit| visit.by_staff)),
        Some(called),
        Some(served),
        Some(count(|visit| visit.is_done() && visit.service_began_ms().is_none())),
        Some(count(|visit| visit.unfinished)),
        Some(no_show),
        Some(cancelled),
        Some(expired),
        Some(issued - served - no_show - cancelled - expired),
        share(no_show, called),
        share(cancelled + no_show + expired, issued),
        wait.mean_s(),
        wait.rank_s(50),
        wait.rank_s(90),
        wait.rank_s(100),
        served_waits.share_within_s(target_s),
        estimates.off_s,
        estimates.rmse_s,
        estimates.bias_s,
        estimates.within,
        Some(number(held.0.len())),
        held.mean_s(),
        of(|visit, outages| visit.walk_ms(outages)).mean_s(),
        service.mean_s(),
        service.rank_s(50),
        service.rank_s(90),
        of(Visit::stay_ms).mean_s(),
        stars_mean,
        open.map(|(open_ms, _)| open_ms / 1000.0),
        open.and_then(|(open_ms, busy_ms)| share(busy_ms, open_ms)),
        open.and_then(|(open_ms, _)| share(served, open_ms / HOUR_MS)),
    ]
}

impl Visit {
    /// A person served without a ticket, which was then undone: there was no visit.
    fn was_taken_back(&self) -> bool {
        self.state == "cancelled" && self.is_without_ticket()
    }

    /// The number was given by the act that called it.
    fn is_without_ticket(&self) -> bool {
        self.by_staff && self.first_called_ms == Some(self.issued_ms)
    }

    fn is_done(&self) -> bool {
        self.state == "done"
    }

    pub(super) fn wait_ms(&self, outages: &Outages) -> Option<i64> {
        let called_ms = self.first_called_ms.filter(|_| !self.is_without_ticket())?;
        Some(outages.without(self.issued_ms, called_ms))
    }

    /// When it began at the counter that called it last.
    fn service_began_ms(&self) -> Option<i64> {
        self.started_ms.filter(|started_ms| self.called_ms.is_some_and(|called_ms| called_ms <= *started_ms))
    }

    fn walk_ms(&self, outages: &Outages) -> Option<i64> {
        let (called_ms, began_ms) = (self.called_ms?, self.service_began_ms()?);
        (!outages.touch(called_ms, began_ms)).then_some(began_ms - called_ms)
    }

    fn service_ms(&self, outages: &Outages) -> Option<i64> {
        let (began_ms, ended_ms) = (self.service_began_ms()?, self.ended_ms?);
        let is_known = self.is_done() && !self.unfinished && !outages.touch(began_ms, ended_ms);
        is_known.then_some(ended_ms - began_ms)
    }

    fn stay_ms(&self, outages: &Outages) -> Option<i64> {
        let ended_ms = self.ended_ms.filter(|_| self.is_done() && !self.unfinished)?;
        Some(outages.without(self.issued_ms, ended_ms))
    }
}

/// Lengths in order, milliseconds.
struct Spread(Vec<i64>);

impl Spread {
    fn new(lengths_ms: impl Iterator<Item = i64>) -> Self {
        let mut lengths_ms: Vec<_> = lengths_ms.collect();
        lengths_ms.sort_unstable();
        Self(lengths_ms)
    }

    fn mean_s(&self) -> Option<f64> {
        let sum: i64 = self.0.iter().sum();
        share(sum as f64 / 1000.0, number(self.0.len()))
    }

    /// The nearest rank: the smallest length that is not below so many in a hundred.
    fn rank_s(&self, hundredths: usize) -> Option<f64> {
        let rank = (self.0.len() * hundredths).div_ceil(100);
        self.0.get(rank.checked_sub(1)?).map(|length_ms| *length_ms as f64 / 1000.0)
    }

    fn share_within_s(&self, most_s: i64) -> Option<f64> {
        let within = self.0.partition_point(|length_ms| *length_ms <= most_s * 1000);
        share(number(within), number(self.0.len()))
    }
}

pub(super) fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = number(values.len());
    share(values.sum(), count)
}

pub(super) fn number(count: usize) -> f64 {
    count as f64
}

pub(super) fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}
