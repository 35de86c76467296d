//! Rows that reports read, one a ticket and day, written in the transaction of the events they follow from.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use queue::{Actor, Letter, Office, Service, Stage, TEACHING_VISITS, Ticket, learned_mean};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

/// The columns of a row. Those that came later stand last.
const COLUMNS: [&str; 23] = [
    "day",
    "number",
    "service",
    "state",
    "counter",
    "priority",
    "credit_min",
    "calls",
    "issued_at",
    "first_called_at",
    "called_at",
    "started_at",
    "ended_at",
    "unfinished",
    "promised_s",
    "printed",
    "by_staff",
    "clerk",
    "held_ms",
    "returns",
    "stars",
    "promised_low_min",
    "promised_high_min",
];

static KEEP: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<_> = (1..=COLUMNS.len()).map(|place| format!("?{place}")).collect();
    format!("insert or replace into visit ({}) values ({})", COLUMNS.join(", "), places.join(", "))
});

/// A row, column by column, as far as the file has them.
pub(crate) type Row = BTreeMap<String, Value>;

/// Writes the row of a ticket as it is now.
pub(super) fn keep(tx: &Connection, date: Date, ticket: &Ticket) -> anyhow::Result<()> {
    tx.prepare_cached(&KEEP)?.execute(params_from_iter(values(date, ticket)))?;
    Ok(())
}

/// The row of a ticket as it must be.
pub(crate) fn row(date: Date, ticket: &Ticket) -> Row {
    COLUMNS.iter().map(|name| (*name).to_owned()).zip(values(date, ticket)).collect()
}

/// The rows of a day by number.
pub(super) fn rows(db: &Connection, day: &str) -> anyhow::Result<BTreeMap<String, Row>> {
    let mut select = db.prepare_cached("select * from visit where day = ?1")?;
    let names: Vec<String> = select.column_names().map(str::to_owned).collect();
    let mut rows = select.query([day])?;
    let mut found = BTreeMap::new();
    while let Some(read) = rows.next()? {
        let mut row = Row::new();
        for (index, name) in names.iter().enumerate() {
            row.insert(name.clone(), read.get(index)?);
        }
        found.insert(read.get("number")?, row);
    }
    Ok(found)
}

/// What a row says that it should not, in words that go on after its name.
pub(crate) fn difference(row: &Row, right: &Row) -> Option<String> {
    let wrong = right.iter().find(|(name, right)| row.get(*name).is_some_and(|found| found != *right));
    wrong.map(|(name, right)| {
        format!("{name} is {}, and by the events {}", shown(row.get(name)), shown(Some(right)))
    })
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::Integer(number)) => number.to_string(),
        Some(Value::Real(number)) => number.to_string(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Blob(_)) => "a blob".to_owned(),
    }
}

fn values(date: Date, ticket: &Ticket) -> [Value; COLUMNS.len()] {
    let (state, ended_ms) = state(ticket);
    // A visit that only the day's end ended was never finished by anybody; nothing is learned from it.
    let unfinished = matches!(ticket.stage, Stage::Done { by_day_end: true, .. });
    [
        date.to_string().into(),
        ticket.number.to_string().into(),
        ticket.service.to_string().into(),
        state.to_owned().into(),
        ticket.counter.clone().into(),
        ticket.issued.priority.clone().into(),
        ticket.issued.credit_min.into(),
        ticket.calls.into(),
        ticket.issued_ms.into(),
        ticket.first_called_ms.into(),
        ticket.called_ms.into(),
        ticket.started_ms.into(),
        ended_ms.into(),
        unfinished.into(),
        ticket.issued.promised.map(|wait| wait.expected_s).into(),
        ticket.printed.into(),
        matches!(ticket.issued.by, Actor::Account(_)).into(),
        ticket.clerk.as_ref().and_then(account).into(),
        ticket.held_ms.into(),
        ticket.returns.into(),
        ticket.stars.into(),
        ticket.issued.promised.map(|wait| wait.low_min).into(),
        ticket.issued.promised.map(|wait| wait.high_min).into(),
    ]
}

fn account(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Account(name) => Some(name.clone()),
        Actor::Device(_) | Actor::Holder => None,
    }
}

fn state(ticket: &Ticket) -> (&'static str, Option<i64>) {
    match ticket.stage {
        Stage::Waiting => ("waiting", None),
        Stage::Held { .. } => ("held", None),
        Stage::Cancelled { at_ms } => ("cancelled", Some(at_ms)),
        Stage::Called => ("called", None),
        Stage::Serving => ("serving", None),
        Stage::Done { at_ms, .. } => ("done", Some(at_ms)),
        Stage::NoShow { at_ms } => ("no_show", Some(at_ms)),
        Stage::Expired => ("expired", None),
    }
}

/// How long a visit keeps a counter in the mean, from the call on, seconds. One that was set aside or sent on after it
/// began, or into which an outage fell, has no known length.
pub(super) fn means(db: &Connection, office: &Office) -> anyhow::Result<BTreeMap<Letter, u32>> {
    office.services.iter().map(|service| Ok((service.letter, mean(db, service)?))).collect()
}

fn mean(db: &Connection, service: &Service) -> anyhow::Result<u32> {
    let mut select = db.prepare_cached(
        "select (ended_at - called_at) / 1000 from visit \
         where service = ?1 and state = 'done' and unfinished = 0 \
         and (started_at is null or started_at >= called_at) \
         and not exists (select 1 from outage where from_at < ended_at and to_at > called_at) \
         order by ended_at desc limit ?2",
    )?;
    let visits =
        select.query_map(params![service.letter.to_string(), TEACHING_VISITS], |row| row.get::<_, u64>(0))?;
    Ok(learned_mean(visits.collect::<Result<_, _>>()?, u64::from(service.minutes) * 60))
}
