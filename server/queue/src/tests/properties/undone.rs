//! Whatever a counter did: taking it back gives the state before, step by step.
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::random::{act, life, live};
use super::{Logged, after};
use crate::tests::office::staff;
use crate::{Act, Command, Day, Event, Hall, Now, Number};

/// The counter of an act that can be taken back.
fn counter_of(event: &Event) -> Option<&str> {
    match event {
        Event::Called { counter, .. }
        | Event::Served { counter, .. }
        | Event::Started { counter, .. }
        | Event::Finished { counter, .. }
        | Event::NoShow { counter, .. }
        | Event::Held { counter, .. }
        | Event::Resumed { counter, .. }
        | Event::Transferred { counter, .. } => Some(counter),
        Event::OfficeApplied { .. }
        | Event::DayOpened { .. }
        | Event::DayClosed { .. }
        | Event::Issued(_)
        | Event::Printed { .. }
        | Event::CounterOpened { .. }
        | Event::CounterPaused { .. }
        | Event::CounterClosed { .. }
        | Event::Recalled { .. }
        | Event::Returned { .. }
        | Event::PutLater { .. }
        | Event::Cancelled { .. }
        | Event::PriorityChanged { .. }
        | Event::Rated { .. }
        | Event::Undone { .. }
        | Event::ServiceStopped { .. }
        | Event::ServiceResumed { .. }
        | Event::ServicesChanged { .. }
        | Event::Noticed { .. }
        | Event::HelpCalled { .. }
        | Event::ReprintAsked { .. } => None,
    }
}

/// The state without what remembers how it came about, and without numbers that were made and taken back.
fn bare(hall: &Hall, made: &BTreeSet<Number>) -> Option<Day> {
    let mut day = hall.day()?.clone();
    day.history.clear();
    day.announcements.retain(|call| call.withdrawn.is_none());
    day.lines.retain(|_, line| !line.is_empty());
    day.bound.retain(|_, line| !line.is_empty());
    day.tickets.retain(|number, _| !made.contains(number));
    day.tickets.values_mut().for_each(|ticket| ticket.last_act = (0, None));
    Some(day)
}

/// The events of an act of a manager at a counter.
fn done(hall: &Hall, counter: &str, act: &Act, now: &Now) -> Vec<Event> {
    let command = Command::At { counter: counter.into(), in_hand: None, act: act.clone() };
    hall.decide(&command, &staff("Hoa"), now).unwrap_or_default()
}

/// The state after these events.
fn then(hall: &Hall, now: &Now, events: Vec<Event>) -> Hall {
    events.into_iter().fold(hall.clone(), |hall, event| after(&hall, &(hall.seq + 1, now.at_ms, event)))
}

fn made(event: &Event) -> Option<Number> {
    if let Event::Served { issued, .. } = event { Some(issued.number) } else { None }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_act_followed_by_undo_never_was(life in life()) {
        let mut before: Option<Hall> = None;
        live(&life, |hall, now, logged: &Logged| {
            let event = &logged.2;
            let is_first_of_act = !matches!(event, Event::Called { finishes: true, .. });
            if is_first_of_act {
                before = Some(hall.clone());
            }
            let Some(counter) = counter_of(event) else { return };
            let acted = after(hall, logged);
            let undo = done(&acted, counter, &Act::Undo, now);
            assert_eq!(undo.len(), 1, "{event:?} can be taken back");
            let undone = then(&acted, now, undo);
            let made = made(event).into_iter().collect();
            assert_eq!(bare(&undone, &made), bare(before.as_ref().unwrap(), &made), "{event:?}");
        });
    }

    /// What somebody else has gone on with, or its holder has rated, stays.
    #[test]
    fn only_the_own_acts_are_taken_back(life in life()) {
        let mut named: Vec<(u64, Number, Option<String>)> = Vec::new();
        live(&life, |hall, _, (seq, _, event)| {
            if let Event::Undone { counter, from_seq, .. } = event {
                let mine = hall.day().unwrap().undone_by(counter);
                let since = named.iter().filter(|(seq, number, _)| seq >= from_seq && mine.contains(number));
                let mut others = since.filter(|(_, _, by)| by.as_ref() != Some(counter));
                assert_eq!(others.next(), None, "{event:?}");
                named.extend(mine.iter().map(|number| (*seq, *number, Some(counter.clone()))));
            }
            let counter = serde_json::to_value(event).unwrap().get("counter").map(|code| code.as_str().unwrap().into());
            // Paper is no matter of the hall.
            let is_paper = matches!(event, Event::Printed { .. } | Event::ReprintAsked { .. });
            named.extend(event.number().filter(|_| !is_paper).map(|number| (*seq, number, counter)));
            if matches!(event, Event::DayOpened { .. }) {
                named.clear();
            }
        });
    }

    /// A counter that goes on by itself goes back the same way.
    #[test]
    fn many_acts_are_taken_back_one_after_the_other(life in life(), acts in prop::collection::vec(act(), 1..20)) {
        let (mut hall, _) = live(&life, |_, _, _| {});
        let Some(date) = hall.open_day().map(|day| day.date) else { return Ok(()) };
        let now = Now { at_ms: hall.at_ms, date, minute: 600 };
        let open = done(&hall, "2", &Act::Open { takeover: true }, &now);
        hall = then(&hall, &now, open);
        let mut made_here = BTreeSet::new();
        let mut before = Vec::new();
        for act in acts.iter().filter(|act| !matches!(act, Act::Undo | Act::Close)) {
            let events = done(&hall, "2", act, &now);
            made_here.extend(events.iter().filter_map(made));
            if events.iter().any(|event| counter_of(event).is_some()) {
                before.push(hall.clone());
            }
            hall = then(&hall, &now, events);
        }
        while let Some(expected) = before.pop() {
            let undo = done(&hall, "2", &Act::Undo, &now);
            prop_assert_eq!(undo.len(), 1);
            hall = then(&hall, &now, undo);
            let (undone, expected) = (bare(&hall, &made_here), bare(&expected, &made_here));
            // Between the acts the counter paused and opened again, which are no acts to be taken back.
            let without_duty = |day: Option<Day>| day.map(|mut day| {
                day.stations.values_mut().for_each(|station| station.duty = Default::default());
                day
            });
            prop_assert_eq!(without_duty(undone), without_duty(expected));
        }
    }
}
