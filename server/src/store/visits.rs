//! Rows that reports read, one a ticket and day, written in the transaction of the events they follow from.
use std::collections::BTreeMap;

use jiff::civil::Date;
use queue::{Letter, Office, Service, Stage, Ticket};
use rusqlite::{Connection, params};

/// So many of the newest visits teach a mean.
const VISITS_MAX: u32 = 200;
/// The configured minutes count as this many visits.
const PRIOR_VISITS: u64 = 10;
/// Left out at each end: slips of a key, and a "finish" that was forgotten.
const TRIM_DIVISOR: usize = 10;

/// Writes the row of a ticket as it is now.
pub(super) fn keep(tx: &Connection, date: Date, ticket: &Ticket) -> anyhow::Result<()> {
    let (state, ended_ms) = state(ticket);
    // A visit that only the day's end ended was never finished by anybody; nothing is learned from it.
    let unfinished = matches!(ticket.stage, Stage::Done { by_day_end: true, .. });
    tx.prepare_cached(
        "insert or replace into visit (day, number, service, state, counter, priority, credit_min, calls, \
         issued_at, first_called_at, called_at, started_at, ended_at, unfinished, promised_s, printed) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        date.to_string(),
        ticket.number.to_string(),
        ticket.service.to_string(),
        state,
        ticket.counter,
        ticket.issued.priority,
        ticket.issued.credit_min,
        ticket.calls,
        ticket.issued_ms,
        ticket.first_called_ms,
        ticket.called_ms,
        ticket.started_ms,
        ended_ms,
        unfinished,
        ticket.issued.promised.map(|wait| wait.expected_s),
        ticket.printed,
    ])?;
    Ok(())
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

/// Mean visits in seconds: trimmed, and shrunk to the configured minutes while there are few.
pub(super) fn means(db: &Connection, office: &Office) -> anyhow::Result<BTreeMap<Letter, u32>> {
    office.services.iter().map(|service| Ok((service.letter, mean(db, service)?))).collect()
}

fn mean(db: &Connection, service: &Service) -> anyhow::Result<u32> {
    let mut select = db.prepare_cached(
        "select (ended_at - started_at) / 1000 from visit \
         where service = ?1 and state = 'done' and unfinished = 0 and started_at is not null \
         order by ended_at desc limit ?2",
    )?;
    let visits =
        select.query_map(params![service.letter.to_string(), VISITS_MAX], |row| row.get::<_, u64>(0))?;
    Ok(shrunk_mean(visits.collect::<Result<_, _>>()?, u64::from(service.minutes) * 60))
}

fn shrunk_mean(mut visits_s: Vec<u64>, configured_s: u64) -> u32 {
    visits_s.sort_unstable();
    let trim = visits_s.len() / TRIM_DIVISOR;
    let kept = &visits_s[trim..visits_s.len() - trim];
    let as_u64 = |count: usize| u64::try_from(count).expect("a few hundred");
    let count = as_u64(visits_s.len());
    let trimmed_s = kept.iter().sum::<u64>() / as_u64(kept.len()).max(1);
    let mean_s = (trimmed_s * count + configured_s * PRIOR_VISITS) / (count + PRIOR_VISITS);
    u32::try_from(mean_s).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_the_configured_one_until_visits_teach_another() {
        assert_eq!(shrunk_mean(vec![], 360), 360);
        assert_eq!(shrunk_mean(vec![180; 10], 360), 270);
        assert!((180..190).contains(&shrunk_mean(vec![180; 200], 360)));
    }

    #[test]
    fn a_forgotten_finish_teaches_nothing() {
        let mut visits_s = vec![300; 100];
        visits_s.extend([4 * 3600, 5 * 3600, 1]);
        assert_eq!(shrunk_mean(visits_s, 300), 300);
    }
}
