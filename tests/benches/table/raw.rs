//! The raw limit: the rows that the server wrote for its tickets, written once more into a new database of the same
//! tables, one durable transaction a ticket. Runs in a process of its own, so that the disk can be slowed there, too.
use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Params, params_from_iter};

use crate::disk::Disk;
use crate::figure::ms;
use crate::pace::Pace;

/// How a process is told to be the raw limit.
pub(crate) const COMMAND: &str = "raw-commits";

/// What was measured: all in milliseconds.
pub(crate) struct Measured {
    pub(crate) whole_ms: f64,
    pub(crate) each_ms: Vec<f64>,
}

/// Has another process write this many tickets of a log, one every so often or, without a pause, one after the other.
pub(crate) fn measure(log: &Path, disk: &Disk, count: usize, gap: Duration) -> anyhow::Result<Measured> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(COMMAND).arg(log).args([count.to_string(), gap.as_micros().to_string()]);
    disk.under(&mut command);
    let output = command.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "the raw limit could not be measured");
    let text = String::from_utf8(output.stdout)?;
    let numbers: Vec<f64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let (whole_ms, each_ms) = numbers.split_first().context("nothing was measured")?;
    Ok(Measured { whole_ms: *whole_ms, each_ms: each_ms.to_vec() })
}

/// In the other process: what it is told, and what it prints.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<String> {
    let [log, count, gap_us] = arguments else { anyhow::bail!("a log, a number and a time are needed") };
    let source = Connection::open_with_flags(log, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let tickets = tickets(&source, count.parse()?)?;
    let path = Path::new(log).with_extension("raw");
    remove(&path);
    let measured = write(&source, &path, &tickets, Duration::from_micros(gap_us.parse()?));
    remove(&path);
    let Measured { whole_ms, each_ms } = measured?;
    Ok([whole_ms].into_iter().chain(each_ms).map(|ms| format!("{ms:.4}")).collect::<Vec<_>>().join(" "))
}

/// The rows of one ticket: a table and its values.
type Rows = [(&'static str, Vec<Value>); 3];

/// The first tickets of the last day, with what was answered under their keys.
fn tickets(source: &Connection, count: usize) -> anyhow::Result<Vec<Rows>> {
    let mut answers: HashMap<String, Vec<Value>> = HashMap::new();
    for mut row in rows(source, "select reply ->> '$.body.number', * from answer", ())? {
        let values = row.split_off(1);
        if let Some(Value::Text(number)) = row.pop() {
            answers.insert(number, values);
        }
    }
    let mut tickets = Vec::new();
    let issued = "select body ->> '$.number', day, * from event where body ->> '$.type' = 'issued' \
        and day = (select max(date) from day) order by seq";
    for mut row in rows(source, issued, ())? {
        let event = row.split_off(2);
        let Some(Value::Text(number)) = row.first() else { continue };
        let Some(answer) = answers.remove(number) else { continue };
        let visit = "select * from visit where number = ?1 and day = ?2";
        let visit = rows(source, visit, params_from_iter(row))?.pop().context("a ticket without a visit")?;
        tickets.push([("event", event), ("visit", visit), ("answer", answer)]);
        if tickets.len() == count {
            return Ok(tickets);
        }
    }
    anyhow::bail!("the log has only {} such tickets", tickets.len())
}

fn rows(db: &Connection, select: &str, parameters: impl Params) -> anyhow::Result<Vec<Vec<Value>>> {
    let mut select = db.prepare_cached(select)?;
    let width = select.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..width).map(|index| row.get(index)).collect();
    Ok(select.query_map(parameters, row)?.collect::<Result<_, _>>()?)
}

/// With the settings of the server's own connection.
fn write(source: &Connection, path: &Path, tickets: &[Rows], gap: Duration) -> anyhow::Result<Measured> {
    let mut db = Connection::open(path)?;
    for (name, value) in [("journal_mode", "wal"), ("synchronous", "full"), ("secure_delete", "on")] {
        db.pragma_update(None, name, value)?;
    }
    for table in rows(source, "select sql from sqlite_schema where sql is not null", ())? {
        if let Some(Value::Text(sql)) = table.first() {
            db.execute_batch(sql)?;
        }
    }
    // A log that has once grown to its full length is faster, and the server's has.
    tickets.iter().try_for_each(|ticket| insert(&mut db, ticket))?;
    for (table, _) in &tickets[0] {
        db.execute(&format!("delete from {table}"), ())?;
    }
    let begun = Instant::now();
    let mut pace = Pace::new(begun, gap);
    let mut each_ms = Vec::with_capacity(tickets.len());
    for ticket in tickets {
        let due = pace.wait();
        insert(&mut db, ticket)?;
        each_ms.push(ms(due.elapsed()));
    }
    Ok(Measured { whole_ms: ms(begun.elapsed()), each_ms })
}

fn insert(db: &mut Connection, ticket: &Rows) -> anyhow::Result<()> {
    let tx = db.transaction()?;
    for (table, values) in ticket {
        let places = vec!["?"; values.len()].join(", ");
        tx.prepare_cached(&format!("insert into {table} values ({places})"))?
            .execute(params_from_iter(values))?;
    }
    Ok(tx.commit()?)
}

fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        // It is as well if it was not there.
        let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
    }
}
