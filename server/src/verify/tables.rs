//! What the tables say, beside what the events say.
use std::collections::BTreeMap;

use super::Fault;
use super::replay::{DayRead, Replay};
use crate::office::Reply;
use crate::store::snapshot::{DayRow, Snapshot};
use crate::store::visits;

/// The rows of the days, by date.
pub(super) type Days = BTreeMap<String, DayRow>;

/// The rows of the last day that was read.
pub(super) fn check_day(replay: &Replay, snapshot: &Snapshot, days: &Days) -> Result<(), Fault> {
    let (Some(read), Some(day)) = (&replay.day, replay.whole.day()) else { return Ok(()) };
    let date = read.date.to_string();
    let row = DayRow { opened_seq: read.opened_seq, closed_seq: read.closed_seq };
    if days.get(&date) != Some(&row) {
        return Err(Fault::at(
            read.opened_seq,
            format!("opens {date}, of which the table of days says something else"),
        ));
    }
    let mut rows = snapshot.visits(&date).map_err(|error| Fault::file(&error))?;
    for ticket in day.tickets() {
        let number = ticket.number.to_string();
        let seq = read.changed.get(&ticket.number).copied().unwrap_or(read.opened_seq);
        let Some(row) = rows.remove(&number) else {
            return Err(Fault::at(seq, format!("is the last of {number}, of which there is no row")));
        };
        if let Some(column) = visits::difference(&row, &visits::row(read.date, ticket)) {
            return Err(Fault::at(seq, format!("is the last of {number}, of whose row {column}")));
        }
    }
    match rows.into_keys().next() {
        Some(number) => {
            Err(Fault::at(after(read, replay), format!("is missing: there is a row of {number} of {date}")))
        }
        None => Ok(()),
    }
}

/// What belongs to no day, and what was answered.
pub(super) fn check_rest(replay: &Replay, snapshot: &Snapshot, days: &Days) -> Result<(), Fault> {
    let file = |error| Fault::file(&error);
    if let Some(date) = days.keys().find(|date| !replay.has_day(date)) {
        return Err(Fault::at(replay.next_seq(), format!("is missing: there is a row of the day {date}")));
    }
    if let Some((date, number)) = snapshot.stray_visit().map_err(file)? {
        return Err(Fault::at(
            replay.next_seq(),
            format!("is missing: there is a row of {number} of {date}"),
        ));
    }
    if let Some(seq) = snapshot.stray_secret().map_err(file)? {
        return Err(Fault::at(seq, "is missing: there is a text beside it"));
    }
    for (date, reply) in snapshot.answers().map_err(file)? {
        check_answer(replay, snapshot, &date, &reply)?;
    }
    Ok(())
}

/// Nobody was told of a number that was not given. The rows of all days were found right before.
fn check_answer(replay: &Replay, snapshot: &Snapshot, date: &str, reply: &str) -> Result<(), Fault> {
    let wrong = |what: String| Err(Fault::at(replay.next_seq(), what));
    let Ok(reply) = serde_json::from_str::<Reply>(reply) else {
        return wrong(format!("is missing, or an answer that was kept on {date} can't be read"));
    };
    let Some(number) = reply.number() else { return Ok(()) };
    if snapshot.has_visit(date, number).map_err(|error| Fault::file(&error))? {
        return Ok(());
    }
    wrong(format!("is missing: number {number} was given in answer on {date}"))
}

/// Where an event would have to stand that this day lacks.
fn after(read: &DayRead, replay: &Replay) -> u64 {
    read.closed_seq.unwrap_or_else(|| replay.next_seq())
}
