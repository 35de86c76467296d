//! What the server counts, and the Prometheus text of it. Each metric stands here with its meaning and is there
//! from the start, so that a missing line is never "nothing happened".
use std::sync::OnceLock;

use metrics::{Counter, Gauge, Unit};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use protocol::Code;

use super::problem::word;

/// Requests by the path's template and the class of the status.
pub(super) const REQUESTS: &str = "mot_cua_requests_total";
/// How long requests took until their answer began.
pub(super) const REQUEST_SECONDS: &str = "mot_cua_request_seconds";
/// Refusals by their code.
pub(super) const REFUSALS: &str = "mot_cua_refusals_total";
/// Event streams that hang on, by what they follow.
pub(super) const FOLLOWERS: &str = "mot_cua_followers";
/// Handlers that panicked.
pub(super) const PANICS: &str = "mot_cua_panics_total";
const ISSUED: &str = "mot_cua_tickets_issued_total";
const CALLED: &str = "mot_cua_tickets_called_total";
const COMMIT_SECONDS: &str = "mot_cua_commit_seconds";
const BATCH_EVENTS: &str = "mot_cua_batch_events";
const BATCHES_FAILED: &str = "mot_cua_batches_failed_total";

const SECONDS: [f64; 11] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
const EVENTS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
const CODES: [Code; 30] = [
    Code::Malformed,
    Code::Unauthenticated,
    Code::Forbidden,
    Code::UnknownOffice,
    Code::UnknownService,
    Code::UnknownCounter,
    Code::UnknownTicket,
    Code::UnknownPairing,
    Code::UnknownPath,
    Code::WrongMethod,
    Code::WrongMediaType,
    Code::ServiceClosed,
    Code::LimitReached,
    Code::DayClosed,
    Code::CounterClosed,
    Code::CounterPaused,
    Code::CounterBusy,
    Code::CounterTaken,
    Code::NotWaiting,
    Code::NothingCalled,
    Code::WrongState,
    Code::TooSoon,
    Code::Changed,
    Code::NothingToUndo,
    Code::NameTaken,
    Code::TooLarge,
    Code::Invalid,
    Code::SlowDown,
    Code::StorageUnavailable,
    Code::Busy,
];

static PROMETHEUS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to count. To be called before the first office is opened; calling it again changes nothing.
pub fn install() {
    PROMETHEUS.get_or_init(|| {
        let seconds = |name: &str| Matcher::Full(name.to_owned());
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(seconds(REQUEST_SECONDS), &SECONDS)
            .and_then(|builder| builder.set_buckets_for_metric(seconds(COMMIT_SECONDS), &SECONDS))
            .and_then(|builder| builder.set_buckets_for_metric(seconds(BATCH_EVENTS), &EVENTS));
        let builder = builder.expect("no list of buckets is empty");
        let handle = builder.install_recorder().expect("the program has one recorder");
        describe();
        handle
    });
}

/// The Prometheus text.
pub(super) fn rendered() -> String {
    PROMETHEUS.get().map(PrometheusHandle::render).unwrap_or_default()
}

/// Sums up what was recorded, so that it takes no more room the longer nobody asks.
pub(super) fn upkeep() {
    if let Some(handle) = PROMETHEUS.get() {
        handle.run_upkeep();
    }
}

/// Lets every metric begin with 0.
pub(super) fn begin<'a>(routes: impl Iterator<Item = &'a str>, offices: impl Iterator<Item = &'a str>) {
    for route in routes {
        CLASSES.iter().for_each(|class| request(route, class).increment(0));
    }
    for code in CODES {
        refusal(code).increment(0);
    }
    for office in offices {
        of_office(ISSUED, office).increment(0);
        of_office(CALLED, office).increment(0);
    }
    for kind in ["office", "ticket", "device", "staff"] {
        gauge(FOLLOWERS, kind).increment(0.0);
    }
    ::metrics::counter!(PANICS).increment(0);
    ::metrics::counter!(BATCHES_FAILED).increment(0);
    let _ = (::metrics::histogram!(REQUEST_SECONDS), ::metrics::histogram!(COMMIT_SECONDS));
    let _ = ::metrics::histogram!(BATCH_EVENTS);
}

/// Requests of a route that ended with this class of status.
pub(super) fn request(route: &str, class: &'static str) -> Counter {
    ::metrics::counter!(REQUESTS, "route" => route.to_owned(), "status" => class)
}

/// The class of a status.
pub(super) fn class(status: u16) -> &'static str {
    let hundreds = usize::from(status / 100).clamp(1, CLASSES.len());
    CLASSES[hundreds - 1]
}

/// Refusals with this code.
pub(super) fn refusal(code: Code) -> Counter {
    ::metrics::counter!(REFUSALS, "code" => word(code))
}

/// What is counted for each office.
fn of_office(name: &'static str, office: &str) -> Counter {
    ::metrics::counter!(name, "office" => office.to_owned())
}

/// What there is now of one kind.
pub(super) fn gauge(name: &'static str, kind: &'static str) -> Gauge {
    ::metrics::gauge!(name, "kind" => kind)
}

fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_counter!(REQUESTS, "requests by the path's template and the class of the status");
    describe_histogram!(REQUEST_SECONDS, Unit::Seconds, "time until the answer began");
    describe_counter!(REFUSALS, "refusals by their code");
    describe_gauge!(FOLLOWERS, "event streams that hang on, by what they follow");
    describe_counter!(PANICS, "handlers that panicked");
    describe_counter!(ISSUED, "numbers given, by office");
    describe_counter!(CALLED, "tickets called, by office");
    describe_histogram!(COMMIT_SECONDS, Unit::Seconds, "time of one commit of an office's log");
    describe_histogram!(BATCH_EVENTS, "events that shared one commit");
    describe_counter!(BATCHES_FAILED, "batches that could not be written");
}
