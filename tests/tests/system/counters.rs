//! Counters that press at the same moment: never one ticket at two, never two at one.
use std::collections::BTreeSet;

use client::{Act, Staff};
use protocol::{Code, Next};
use tests::hall::{Hall, OFFICE, code};

const TICKETS: usize = 150;
const ROUNDS: usize = 100;

async fn next(clerk: &Staff, counter: &str) -> Next {
    clerk.at(OFFICE, counter).next(Act::default()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_counters_never_get_the_same_ticket() {
    let hall = Hall::open();
    hall.seat("A", TICKETS).await;
    let (one, two) = (hall.clerk("1").await, hall.clerk("2").await);
    let mut called = BTreeSet::new();
    for _ in 0..ROUNDS {
        let (first, second) = tokio::join!(next(&one, "1"), next(&two, "2"));
        for ticket in [first.ticket, second.ticket].into_iter().flatten() {
            assert!(called.insert(ticket.number.clone()), "{} was called twice", ticket.number);
        }
    }
    assert_eq!(called.len(), TICKETS, "every ticket is called, and then nobody");
    let counters = one.counters(OFFICE).await.unwrap();
    assert!(counters.iter().all(|counter| counter.ticket.is_none()), "the last next found nobody");
}

/// Whoever presses Enter twice calls one person: the second press believes in another hand.
#[tokio::test(flavor = "multi_thread")]
async fn one_counter_pressed_twice_at_once_holds_one_ticket() {
    let hall = Hall::open();
    hall.seat("A", 40).await;
    let clerk = hall.clerk("1").await;
    let desk = clerk.at(OFFICE, "1");
    let mut hand: Option<String> = None;
    for round in 1..=40 {
        let act = Act { in_hand: Some(hand.as_deref()), key: None };
        let (first, second) = tokio::join!(desk.next(act), desk.next(act));
        let (won, lost) = if first.is_ok() { (first, second) } else { (second, first) };
        assert_eq!(code(lost), Code::Changed);
        let number = won.unwrap().ticket.unwrap().number;
        assert_eq!(number, format!("A{round:03}"), "nobody is passed over");
        let seen = clerk.counter(OFFICE, "1").await.unwrap();
        assert_eq!(seen.summary.ticket.map(|ticket| ticket.number).as_ref(), Some(&number));
        hand = Some(number);
    }
}

/// The same act with the same key counts once, however often it is sent at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_makes_a_press_count_once() {
    let hall = Hall::open();
    hall.seat("A", 3).await;
    let clerk = hall.clerk("1").await;
    let desk = clerk.at(OFFICE, "1");
    let act = Act { in_hand: None, key: Some("enter-1") };
    let answers = tokio::join!(desk.next(act), desk.next(act), desk.next(act));
    for answer in [answers.0, answers.1, answers.2] {
        assert_eq!(answer.unwrap().ticket.unwrap().number, "A001");
    }
    assert_eq!(clerk.counter(OFFICE, "1").await.unwrap().waiting.len(), 2);
}
