//! Tickets issued: many presses at once, and one alone, each against single commits of the same rows.
use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::disk::Disk;
use crate::figure::{Figure, Goal, median, ms, quantile};
use crate::house::{self, House};
use crate::line::Line;
use crate::pace::Pace;
use crate::{Bench, raw};

/// Presses that are on their way at the same time.
const IN_FLIGHT: usize = 64;
/// The services of the hall.
pub(crate) const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "T"];
/// Its counters.
pub(crate) const COUNTERS: [usize; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/// A press alone comes this often.
const ALONE_GAP: Duration = Duration::from_millis(10);

/// Many presses at once.
pub(crate) fn rush(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let house = open(&bench.new_folder("rush")?, disk)?;
    let (presses, commits) = bench.choose((1_500, 500), (500, 200));
    let (mut issued, mut committed) = (Vec::new(), Vec::new());
    for round in 0..bench.choose(7, 3) {
        let took = press_all(&house, presses, &format!("r{round}"), &LETTERS)?;
        issued.push(presses as f64 / took.as_secs_f64());
        let raw = raw::measure(&house.log(), disk, commits, Duration::ZERO)?;
        committed.push(commits as f64 / raw.whole_ms * 1e3);
    }
    let (issued, committed) = (median(&issued), median(&committed));
    let goal = match disk {
        Disk::Own => 3.0,
        Disk::Slower(_) => 15.0,
    };
    Ok(vec![Figure {
        what: format!("tickets issued, {IN_FLIGHT} presses in flight ÷ single commits of the same rows"),
        figure: format!("{:.2}", issued / committed),
        goal: Goal::at_least(goal, issued / committed),
        behind: format!("{issued:.0}/s ÷ {committed:.0}/s"),
    }])
}

/// One press alone.
pub(crate) fn alone(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let house = open(&bench.new_folder("alone")?, disk)?;
    let (mut presses, mut commits) = (Vec::new(), Vec::new());
    for round in 0..bench.choose(6, 3) {
        presses.extend(bench.block_on(press_alone(&house, 100, round))?);
        commits.extend(raw::measure(&house.log(), disk, 100, ALONE_GAP)?.each_ms);
    }
    let (press, commit) = (median(&presses), median(&commits));
    Ok(vec![Figure {
        what: "one press alone, p50 ÷ one raw commit, p50".into(),
        figure: format!("{:.2}", press / commit),
        goal: Goal::at_most(3.0, press / commit),
        behind: format!("{press:.2} ms ÷ {commit:.2} ms; p99 {:.1} ms", quantile(&presses, 0.99)),
    }])
}

/// A hall whose counters are open.
pub(crate) fn open(data: &Path, disk: &Disk) -> anyhow::Result<House> {
    house::found(data)?;
    let house = House::open(data, disk)?;
    COUNTERS.iter().try_for_each(|counter| house.open_counter(&counter.to_string()))?;
    Ok(house)
}

/// Lets so many people press, 64 at a time, and gives how long all took.
pub(crate) fn press_all(
    house: &House,
    count: usize,
    keys: &str,
    letters: &[&str],
) -> anyhow::Result<Duration> {
    press_each(house, count, keys, letters, |_| Ok(()))
}

/// The same, with a look at every answer.
pub(crate) fn press_each(
    house: &House,
    count: usize,
    keys: &str,
    letters: &[&str],
    answered: impl Fn(&[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<Duration> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (next, answered) = (&Cell::new(0), &answered);
    let all = async {
        let mut lines = Vec::new();
        for _ in 0..IN_FLIGHT {
            lines.push(Line::open(house.address).await?);
        }
        let begun = Instant::now();
        let presses = lines.into_iter().map(|mut line| async move {
            while next.get() < count {
                let index = next.replace(next.get() + 1);
                let letter = letters[index % letters.len()];
                answered(&line.must(&house.press(letter, &format!("{keys}-{index}"))).await?)?;
            }
            anyhow::Ok(())
        });
        futures_util::future::try_join_all(presses).await?;
        Ok(begun.elapsed())
    };
    runtime.block_on(all)
}

async fn press_alone(house: &House, count: usize, round: usize) -> anyhow::Result<Vec<f64>> {
    let mut line = Line::open(house.address).await?;
    let mut pace = Pace::new(Instant::now(), ALONE_GAP);
    let mut each_ms = Vec::with_capacity(count);
    for index in 0..count {
        let request = house.press(LETTERS[index % LETTERS.len()], &format!("a{round}-{index}"));
        // Nothing else is to be done meanwhile, and the runtime's own timers know milliseconds only.
        let due = pace.wait();
        line.must(&request).await?;
        each_ms.push(ms(due.elapsed()));
    }
    Ok(each_ms)
}
