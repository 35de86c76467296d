//! The tables of a log, and how an older file gets them. A step that has been released is never changed.
use queue::{Event, Hall};
use rusqlite::Connection;

use crate::store::{Step, record, visits};

/// The steps to the newest tables.
pub(in crate::store) const STEPS: &[Step] =
    &[Step::tables(FIRST), Step::tables(SECOND), Step { tables: THIRD, fill: Some(fill_visits) }];

const FIRST: &str = "
    create table event (
        seq integer primary key,
        day text,
        at integer not null,
        body text not null,
        secret_hash blob,
        hash blob not null
    ) strict;
    create table secret (seq integer primary key references event, salt blob not null, text text not null) strict;
    create table day (
        date text primary key,
        opened_seq integer not null references event,
        closed_seq integer references event
    ) strict;
    create table answer (
        day text not null,
        caller text not null,
        key text not null,
        request blob not null,
        reply text not null,
        primary key (day, caller, key)
    ) strict, without rowid;
    create table visit (
        day text not null,
        number text not null,
        service text not null,
        state text not null,
        counter text,
        priority text,
        credit_min integer not null,
        calls integer not null,
        issued_at integer not null,
        first_called_at integer,
        called_at integer,
        started_at integer,
        ended_at integer,
        unfinished integer not null,
        promised_s integer,
        printed integer,
        primary key (day, number)
    ) strict, without rowid;
    create index visit_learned on visit (service, ended_at) where state = 'done' and unfinished = 0;
    create table own (name text primary key, value blob not null) strict, without rowid;
";

/// What reports need besides: more about each visit, when the server did not run, and what the command line asks of
/// it while it does.
const SECOND: &str = "
    alter table visit add column by_staff integer not null default 0;
    alter table visit add column clerk text;
    alter table visit add column held_ms integer not null default 0;
    alter table visit add column returns integer not null default 0;
    alter table visit add column stars integer;
    create index visit_rated on visit (day) where stars is not null;
    create table outage (from_at integer primary key, to_at integer not null) strict;
    create table errand (
        id integer primary key,
        asked_at integer not null,
        body text not null,
        answer text
    ) strict;
";

/// The range of the wait that was promised, to be compared with what happened.
const THIRD: &str = "
    alter table visit add column promised_low_min integer;
    alter table visit add column promised_high_min integer;
";

/// Every visit of the log anew, with the columns that its row did not have.
fn fill_visits(db: &Connection) -> anyhow::Result<()> {
    let mut hall = Hall::default();
    loop {
        let page = record::after(db, hall.seq, record::PAGE)?;
        if page.is_empty() {
            return keep_visits(db, &hall);
        }
        for record in page {
            let event = record.event()?;
            if matches!(event, Event::DayOpened { .. }) {
                keep_visits(db, &hall)?;
            }
            hall.apply(record.seq, record.at_ms, &event);
        }
    }
}

fn keep_visits(db: &Connection, hall: &Hall) -> anyhow::Result<()> {
    let Some(day) = hall.day() else { return Ok(()) };
    day.tickets().try_for_each(|ticket| visits::keep(db, day.date, ticket))
}
