//! A hall's acts at a fixed rate, however long the server takes: each is measured from the moment at which it was due, so
//! that a server that stands still can't hide it. The rate is doubled until something bends.
use std::cell::RefCell;
use std::thread;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::Bench;
use crate::acts::{ACTS, Acts};
use crate::disk::Disk;
use crate::figure::{Figure, median, ms, quantile};
use crate::house::House;
use crate::line::Line;
use crate::pace::Pace;
use crate::rush;

/// Acts a second.
const RATES: [u32; 8] = [50, 100, 200, 400, 800, 1_600, 3_200, 6_400];
/// Connections; while all of them wait, further acts wait, too, and their time counts.
const LINES: usize = 256;
/// An act is slow when one in a hundred takes longer, and then the server bends.
const BENT_MS: f64 = 50.0;

/// What was measured at one rate.
struct Step {
    rate: u32,
    /// The times of each act, in the order of [`ACTS`].
    took_ms: [Vec<f64>; ACTS.len()],
    /// Processors that the server used.
    cores: f64,
}

/// One row for each rate, and one for what bends first.
pub(crate) fn load(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let house = rush::open(&bench.new_folder("load")?, disk)?;
    rush::press_all(&house, 300, "seat", &rush::LETTERS)?;
    let time = bench.choose(Duration::from_secs(10), Duration::from_secs(2));
    let mut figures = Vec::new();
    for rate in RATES {
        let step = step(bench, &house, rate, time)?;
        figures.push(step.figure());
        if let Some(bent) = step.bent() {
            figures.push(bent);
            break;
        }
    }
    Ok(figures)
}

fn step(bench: &Bench, house: &House, rate: u32, time: Duration) -> anyhow::Result<Step> {
    let before = house.cpu()?;
    let begun = Instant::now();
    let took_ms = bench.block_on(keep_up(house, rate, time))?;
    let cores = house.cpu()?.since(&before).as_secs_f64() / begun.elapsed().as_secs_f64();
    Ok(Step { rate, took_ms, cores })
}

/// Whoever of many is free does what is due next.
async fn keep_up(house: &House, rate: u32, time: Duration) -> anyhow::Result<[Vec<f64>; ACTS.len()]> {
    let mut acts = Acts::new(house, &format!("load{rate}"), &rush::LETTERS, &rush::COUNTERS);
    let mut lines = Vec::new();
    for _ in 0..LINES {
        lines.push(Line::open(house.address).await?);
    }
    // Before there is a page there must be a number.
    let first = lines[0].must(&acts.request(0)).await?;
    acts.hear(0, &first)?;
    let (acts, dues) = (&RefCell::new(acts), &Mutex::new(begin(rate, time)));
    let took_ms = &RefCell::new(<[Vec<f64>; ACTS.len()]>::default());
    let free = lines.into_iter().map(|mut line| async move {
        loop {
            let next = dues.lock().await.recv().await;
            let Some((act, due)) = next else { return anyhow::Ok(()) };
            let request = acts.borrow_mut().request(act);
            let body = line.must(&request).await?;
            took_ms.borrow_mut()[act].push(ms(due.elapsed()));
            acts.borrow_mut().hear(act, &body)?;
        }
    });
    try_join_all(free).await?;
    Ok(took_ms.take())
}

/// A thread that says at its moment what is due: the timers of a runtime know milliseconds only.
fn begin(rate: u32, time: Duration) -> UnboundedReceiver<(usize, Instant)> {
    let (sender, dues) = unbounded_channel();
    let mut pace = Pace::new(Instant::now(), Duration::from_secs(1) / rate);
    let count = time.as_secs() as usize * rate as usize;
    thread::spawn(move || {
        for act in (0..ACTS.len()).cycle().take(count) {
            // Nobody listens any more after a failure.
            if sender.send((act, pace.wait())).is_err() {
                return;
            }
        }
    });
    dues
}

impl Step {
    fn figure(&self) -> Figure {
        let times = |(act, took_ms): (&&str, &Vec<f64>)| {
            format!("{act} {:.1} / {:.1}", median(took_ms), quantile(took_ms, 0.99))
        };
        let times: Vec<_> = ACTS.iter().zip(&self.took_ms).map(times).collect();
        Figure {
            what: format!("{} acts a second, whatever comes: p50 / p99", self.rate),
            figure: format!("{} ms", times.join(", ")),
            goal: None,
            behind: format!("the server uses {:.2} of a core", self.cores),
        }
    }

    /// What is slow, when it is.
    fn bent(&self) -> Option<Figure> {
        let slow = |took_ms: &Vec<f64>| quantile(took_ms, 0.99);
        let acts = ACTS.iter().zip(self.took_ms.iter().map(slow));
        let (act, p99) = acts.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        (p99 > BENT_MS).then(|| Figure {
            what: format!("bends, at the first p99 above {BENT_MS:.0} ms"),
            figure: format!("{} acts a second", self.rate),
            goal: None,
            behind: format!("first of all: {act}, {p99:.0} ms"),
        })
    }
}
