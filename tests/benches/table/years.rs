//! What ten years of a town's data cost: each act against the same act after one day, and the start of a server.
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use tests::history::{self, Plan, VISITORS};

use crate::Bench;
use crate::acts::{ACTS, Acts};
use crate::disk::Disk;
use crate::figure::{Figure, Goal, median, ms};
use crate::house::{self, House};
use crate::line::Line;
use crate::pace::Pace;
use crate::rush;

/// The last working day before the Monday on which everything is measured.
const FRIDAY: Date = date(2026, 11, 20);
/// Between two acts.
const GAP: Duration = Duration::from_millis(4);
const MIB: f64 = 1024.0;

/// Acts after ten years against acts after one day.
pub(crate) fn after_years(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let old = House::open(&years(bench)?, disk)?;
    let young = House::open(&copied(bench, "one-day", FRIDAY)?, disk)?;
    let took = bench.block_on(in_turn([&old, &young], bench.choose(400, 100)))?;
    let figure = |(act, [old_ms, young_ms]): (&str, &[Vec<f64>; 2])| {
        let (old_ms, young_ms) = (median(old_ms), median(young_ms));
        let ratio = old_ms / young_ms;
        Figure {
            what: format!("{act} after {} ÷ after one day, p50", bench.choose("10 years", "one year")),
            figure: format!("{ratio:.2}"),
            goal: Goal::at_most(1.1, ratio),
            behind: format!("{old_ms:.2} ms ÷ {young_ms:.2} ms"),
        }
    };
    Ok(ACTS.into_iter().zip(&took).map(figure).collect())
}

/// The start on a file of ten years, and what a server has in memory.
pub(crate) fn start(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let mut house = House::open(&years(bench)?, disk)?;
    let (mut starts, mut sizes) = (Vec::new(), Vec::new());
    for _ in 0..bench.choose(9, 5) {
        starts.push(ms(house.restart(disk)?));
        sizes.push(house.memory_kib()? / MIB);
    }
    let (start, size) = (median(&starts), median(&sizes));
    let (tickets, grown) = crowd(bench, disk)?;
    Ok(vec![
        Figure {
            what: format!("start to first answer on a file of {}", bench.choose("10 years", "one year")),
            figure: format!("{start:.1} ms"),
            goal: Goal::of("≤ 25 ms", start <= 25.0),
            behind: starts.iter().map(|start| format!("{start:.0}")).collect::<Vec<_>>().join(" "),
        },
        Figure {
            what: format!("memory after the start, after {tickets} tickets of one day"),
            figure: format!("{size:.1}, {grown:.1} MiB"),
            goal: Goal::of("≤ 16, 48 MiB", size <= 16.0 && grown <= 48.0),
            behind: "resident, the program's code included".into(),
        },
    ])
}

/// Memory after as many tickets of one day as no hall ever gives.
fn crowd(bench: &Bench, disk: &Disk) -> anyhow::Result<(usize, f64)> {
    let data = bench.new_folder("crowd")?;
    house::found(&data)?;
    let house = House::open(&data, disk)?;
    let tickets = bench.choose(100_000, 20_000);
    rush::press_all(&house, tickets, "m", &rush::LETTERS)?;
    Ok((tickets, house.memory_kib()? / MIB))
}

/// Asks both houses the same in turn; gives for each act the times of each house.
async fn in_turn(houses: [&House; 2], rounds: usize) -> anyhow::Result<[[Vec<f64>; 2]; ACTS.len()]> {
    houses.iter().try_for_each(|house| house.open_counter("2"))?;
    let mut lines = [Line::open(houses[0].address).await?, Line::open(houses[1].address).await?];
    let mut acts = houses.map(|house| Acts::new(house, "y", &["A"], &[2]));
    let mut took: [[Vec<f64>; 2]; ACTS.len()] = Default::default();
    let mut pace = Pace::new(Instant::now(), GAP);
    for round in 0..rounds {
        for (act, took) in took.iter_mut().enumerate() {
            // The first of a pair may find the processor colder than the second.
            for index in [round % 2, 1 - round % 2] {
                let request = acts[index].request(act);
                let due = pace.wait();
                let body = lines[index].must(&request).await?;
                took[index].push(ms(due.elapsed()));
                acts[index].hear(act, &body)?;
            }
        }
    }
    Ok(took)
}

/// A copy of the town's data up to the Friday; made once, which takes some minutes.
fn years(bench: &Bench) -> anyhow::Result<PathBuf> {
    let count = bench.choose(10, 1);
    let from = date(2026, 11, 22).checked_sub(jiff::Span::new().years(count))?.tomorrow()?;
    copied(bench, &format!("years-{count}"), from)
}

fn copied(bench: &Bench, name: &str, from: Date) -> anyhow::Result<PathBuf> {
    let kept = bench.folder().join(name);
    if !kept.exists() {
        let made = bench.new_folder(&format!("{name}.unfinished"))?;
        let plan = Plan { data: made.clone(), from, until: FRIDAY, seed: 1, visitors: VISITORS };
        history::make(&plan, &mut |line| eprint!(" {line} …"))?;
        fs::rename(made, &kept)?;
    }
    let copy = bench.new_folder(&format!("{name}.copy"))?;
    copy_folder(&kept, &copy)?;
    Ok(copy)
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}
