//! Successes that are given again to whoever repeats a call with its key, for a day.
use rusqlite::{Connection, OptionalExtension, params};

use crate::office::Key;

/// Days of calls that are about no office are as long as the longest of any.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// What is known of a call's key.
pub(super) enum Known {
    /// It is new, or the call has none.
    Nothing,
    /// The same request had this answer.
    Answer(String),
    /// It was used for another request.
    Other,
}

/// What is known of a call's key at this moment.
pub(super) fn known(db: &Connection, key: Option<&Key>, at_ms: i64) -> rusqlite::Result<Known> {
    let Some(key) = key else { return Ok(Known::Nothing) };
    let query = "select request, answer from answered where caller = ?1 and key = ?2 and at > ?3";
    let values = params![key.caller, key.key, at_ms - KEPT_MS];
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found: Option<([u8; 32], String)> = db.prepare_cached(query)?.query_row(values, read).optional()?;
    Ok(match found {
        Some((request, answer)) if request == key.request => Known::Answer(answer),
        Some(_) => Known::Other,
        None => Known::Nothing,
    })
}

/// Keeps an answer under the call's key, and forgets those of days before.
pub(super) fn keep(db: &Connection, key: Option<&Key>, answer: &str, at_ms: i64) -> rusqlite::Result<()> {
    let Some(key) = key else { return Ok(()) };
    db.prepare_cached("delete from answered where at <= ?1")?.execute([at_ms - KEPT_MS])?;
    let insert = "insert into answered (caller, key, request, answer, at) values (?1, ?2, ?3, ?4, ?5)";
    db.prepare_cached(insert)?.execute(params![key.caller, key.key, key.request, answer, at_ms])?;
    Ok(())
}
