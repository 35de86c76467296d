//! What the office learns of its own days stands in the next day's beginning.
use super::*;

const MINUTE_MS: i64 = 60_000;

/// One visit of service A that begins at a minute of the day and keeps its counter for so long.
async fn visit(house: &House, begin_min: i64, length_min: i64, is_started: bool) {
    let office = house.office();
    house.at(begin_min * MINUTE_MS);
    issued(&office, &begin_min.to_string()).await;
    office.submit(at_counter(Act::Next { outcomes: vec![] })).await.unwrap();
    if is_started {
        house.at(begin_min * MINUTE_MS + 30_000);
        office.submit(at_counter(Act::Start)).await.unwrap();
    }
    house.at((begin_min + length_min) * MINUTE_MS);
    office.submit(at_counter(Act::Finish { outcomes: vec![] })).await.unwrap();
}

#[tokio::test]
async fn a_day_begins_with_the_means_of_the_days_before() {
    let mut house = House::new();
    house.office().submit(at_counter(Act::Open { takeover: false })).await.unwrap();
    for turn in 0..20 {
        visit(&house, turn * 4, 3, turn % 2 == 0).await;
    }
    // Somebody forgot the key; in the next the server stood still; and the last was never finished.
    visit(&house, 100, 60, true).await;
    let office = house.office();
    house.at(200 * MINUTE_MS);
    issued(&office, "outage").await;
    office.submit(at_counter(Act::Next { outcomes: vec![] })).await.unwrap();
    house.stop();
    house.at(210 * MINUTE_MS);
    house.start();
    let office = house.office();
    office.submit(at_counter(Act::Finish { outcomes: vec![] })).await.unwrap();
    issued(&office, "last").await;
    office.submit(at_counter(Act::Next { outcomes: vec![] })).await.unwrap();
    office.submit(at_counter(Act::Start)).await.unwrap();
    house.at(24 * HOUR_MS);
    office.read(|_| ()).await.unwrap();
    let opened = house.rows("select body from event where body like '%day_opened%' order by seq");
    assert!(opened[0].contains(r#""means":{"A":360,"B":720}"#), "{}", opened[0]);
    // 20 visits of 3 minutes, and the configured 6 minutes 10 times.
    assert!(opened[1].contains(r#""means":{"A":240,"B":720}"#), "{}", opened[1]);
    house.stop();
}

#[tokio::test]
async fn what_was_promised_is_kept_with_the_ticket() {
    let mut house = House::new();
    let office = house.office();
    issued(&office, "k").await;
    office.submit(at_counter(Act::Open { takeover: false })).await.unwrap();
    let promised = issued(&office, "l").await.1.estimate.unwrap();
    assert_eq!((promised.low_min, promised.high_min), (5, 10));
    let kept = "select number || ' ' || promised_s || ' ' || promised_low_min || ' ' || promised_high_min from visit \
        where promised_s is not null";
    assert_eq!(house.rows(kept), ["A002 360 5 10"]);
    house.stop();
}
