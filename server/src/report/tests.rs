//! The figures of two days that were lived, reckoned by hand.
use jiff::civil::date;
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::office::tests::lived_log;

/// The report of both days, after a change of the log's tables.
fn report(sql: &str) -> Report {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("test.db");
    std::fs::copy(lived_log(), &path).unwrap();
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    visits(&Snapshot::open(&path).unwrap(), date(2026, 11, 23), date(2026, 11, 24)).unwrap()
}

/// Figures of a part: those that are told, but for the zeros.
fn told(report: &Report, of: &Of) -> Vec<String> {
    let part = report.parts.iter().find(|part| part.of == *of).unwrap();
    let told = FIGURES.iter().zip(&part.values).filter_map(|(figure, value)| Some((figure.key, (*value)?)));
    told.filter(|(_, value)| *value != 0.0).map(|(key, value)| format!("{key} {value:.3}")).collect()
}

#[test]
fn all_figures_are_as_reckoned_by_hand() {
    let report = report("");
    assert_eq!(
        told(&report, &Of::All),
        [
            "issued 6.000",
            "by_staff 1.000",
            "called 5.000",
            "served 3.000",
            "unstarted 2.000",
            "expired 2.000",
            "still_open 1.000",
            "abandonment 0.333",
            "wait_mean_s 105.000",
            "wait_p90_s 300.000",
            "wait_max_s 300.000",
            "within_target 1.000",
            "held 1.000",
            "held_mean_s 240.000",
            "walk_mean_s 60.000",
            "service_mean_s 60.000",
            "service_median_s 60.000",
            "service_p90_s 60.000",
            "stay_mean_s 100.000",
            "counter_open_s 540.000",
            "occupancy 0.556",
            "served_per_hour 20.000",
        ]
    );
    assert_eq!(report.outages.len(), 0);
}

#[test]
fn every_service_and_counter_is_told_of_and_the_hours_with_visits() {
    let report = report("");
    let of: Vec<_> = report.parts.iter().map(|part| part.of.clone()).collect();
    let text = str::to_owned;
    let expected = [
        Of::All,
        Of::Service(text("A")),
        Of::Service(text("B")),
        Of::Counter(text("1")),
        Of::Counter(text("2")),
        Of::Counter(text("3")),
        Of::Hour(8),
    ];
    assert_eq!(of, expected);
    assert_eq!(told(&report, &Of::Service(text("B"))), [""; 0]);
    let counter = told(&report, &Of::Counter(text("1")));
    assert!(counter.contains(&text("called 5.000")) && counter.contains(&text("occupancy 0.556")));
    assert_eq!(told(&report, &Of::All)[..19], told(&report, &Of::Service(text("A"))));
}

#[test]
fn outages_are_left_out() {
    // From 08:01:00 to 08:01:30 and from 08:03:30 to 08:03:40.
    let report = report(
        "insert into outage values (1795395660000, 1795395690000), (1795395810000, 1795395820000), (0, 60000)",
    );
    let told = told(&report, &Of::All);
    for figure in ["wait_mean_s 87.500", "wait_max_s 260.000", "stay_mean_s 86.667", "counter_open_s 500.000"]
    {
        assert!(told.contains(&figure.to_owned()), "{figure} is not in {told:?}");
    }
    assert!(!told.iter().any(|figure| figure.starts_with("service_mean_s")), "{told:?}");
    let outages: Vec<_> = report.outages.iter().map(|outage| outage.from.to_string()).collect();
    assert_eq!(outages, ["2026-11-23T08:01:00+07:00", "2026-11-23T08:03:30+07:00"]);
}

#[test]
fn what_was_promised_is_compared_with_what_happened() {
    // They waited for 2 and 5 minutes on the first day and not at all on the second.
    let report = report("update visit set promised_s = 60, promised_low_min = 0, promised_high_min = 2");
    let told = told(&report, &Of::All);
    let of_estimates: Vec<_> = told.iter().filter(|figure| figure.starts_with("estimate")).collect();
    assert_eq!(
        of_estimates,
        [
            "estimate_off_s 105.000",
            "estimate_rmse_s 130.767",
            "estimate_bias_s -45.000",
            "estimate_within 0.750"
        ]
    );
}

#[test]
fn what_was_taken_back_was_no_visit() {
    let report = report("update visit set state = 'cancelled' where number = 'A004'");
    let told = told(&report, &Of::All);
    assert_eq!((told[0].as_str(), told[2].as_str()), ("issued 5.000", "served 2.000"));
}

#[test]
fn few_ratings_are_not_told() {
    let few = report("update visit set stars = 4 where day = '2026-11-23'");
    assert!(!told(&few, &Of::All).iter().any(|figure| figure.starts_with("stars")));
    let more = report("update visit set stars = 4; update visit set stars = 1 where number = 'A004'");
    assert!(told(&more, &Of::All).contains(&"stars_mean 3.500".to_owned()));
}

#[test]
fn days_without_visits_have_nothing_to_tell() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("test.db");
    std::fs::copy(lived_log(), &path).unwrap();
    let day = date(2026, 11, 22);
    let report = visits(&Snapshot::open(&path).unwrap(), day, day).unwrap();
    assert_eq!((report.parts.len(), told(&report, &Of::All).len()), (6, 0));
}
