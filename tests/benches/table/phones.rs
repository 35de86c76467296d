//! Ten thousand phones: how long until the last one has a change, what they cost, and whether they hold up the others.
use std::cell::RefCell;
use std::time::Duration;

use serde_json::Value;

use crate::Bench;
use crate::disk::Disk;
use crate::figure::{Figure, Goal, median, ms};
use crate::followers::Followers;
use crate::house::{self, House};
use crate::plain::Plain;
use crate::rush;
use crate::wire::Wire;

/// The service for which all the phones wait, and the counter that serves it alone.
const SERVICE: &str = "B";
const COUNTER: &str = "5";
/// The line is told a few times a second at the most: this is between two changes, and never near a beat of the server.
const GAP: Duration = Duration::from_millis(1_500);
/// About as long as a message about a ticket, with the frame that HTTP puts around it.
const MESSAGE_BYTES: usize = 330;
/// What is issued beside them.
const BESIDE: [&str; 1] = ["A"];

/// What was measured.
#[derive(Default)]
struct Measured {
    /// Milliseconds until the last phone has a change, told by the server and by plain writes.
    told_ms: Vec<f64>,
    plain_ms: Vec<f64>,
    /// Microseconds of processor time for each phone and change.
    cpu_us: Vec<f64>,
    memory_kib: f64,
    /// Numbers a second, while phones hang on and while none does.
    beside: Vec<f64>,
    alone: Vec<f64>,
}

/// All that concerns them.
pub(crate) fn phones(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let count = bench.choose(10_000, 2_000);
    let data = bench.new_folder("phones")?;
    house::found(&data)?;
    let house = House::open(&data, disk)?;
    ["2", "3", COUNTER].iter().try_for_each(|counter| house.open_counter(counter))?;
    let requests = seat(&house, count)?;
    let mut measured = Measured::default();
    issue(bench, &house, "before", &mut measured.alone)?;
    plain(bench, count, &mut measured)?;
    hang_on(bench, &house, requests, &mut measured)?;
    plain(bench, count, &mut measured)?;
    issue(bench, &house, "after", &mut measured.alone)?;
    Ok(measured.figures(count))
}

/// Lets everybody take a number; gives the requests by which their phones follow.
pub(crate) fn seat(house: &House, count: usize) -> anyhow::Result<Vec<Vec<u8>>> {
    let requests = RefCell::new(Vec::new());
    rush::press_each(house, count, "seat", &[SERVICE], |body| {
        let issued: Value = serde_json::from_slice(body)?;
        let token = issued["token"].as_str().unwrap_or_default();
        requests.borrow_mut().push(house::get(&format!("/api/v1/tickets/{token}/events")));
        Ok(())
    })?;
    Ok(requests.into_inner())
}

fn hang_on(
    bench: &Bench,
    house: &House,
    requests: Vec<Vec<u8>>,
    measured: &mut Measured,
) -> anyhow::Result<()> {
    let count = requests.len();
    let before_kib = house.memory_kib()?;
    let followers = Followers::connect(house.address, requests)?;
    followers.read_for(GAP);
    measured.memory_kib = (house.memory_kib()? - before_kib) / count as f64;
    let (mut wire, next) = (Wire::open(house.address)?, house.act(COUNTER, "next"));
    for round in 1..=bench.choose(12, 4) {
        let before = house.cpu()?;
        // Who was called hears of something else.
        let took = followers.tell(count - round, || wire.say(&next))?;
        wire.answer()?;
        followers.read_for(GAP / 5);
        let cpu = house.cpu()?.since(&before);
        measured.told_ms.push(ms(took));
        measured.cpu_us.push(cpu.as_secs_f64() * 1e6 / count as f64);
        followers.read_for(GAP * 4 / 5);
    }
    issue(bench, house, "beside", &mut measured.beside)
}

fn plain(bench: &Bench, count: usize, measured: &mut Measured) -> anyhow::Result<()> {
    let mut plain = Plain::start(count, MESSAGE_BYTES)?;
    let followers = Followers::connect(plain.address, vec![Vec::new(); count])?;
    for _ in 0..bench.choose(12, 4) {
        measured.plain_ms.push(ms(followers.tell(count, || plain.write())?));
        followers.read_for(GAP / 5);
    }
    Ok(())
}

fn issue(bench: &Bench, house: &House, keys: &str, rates: &mut Vec<f64>) -> anyhow::Result<()> {
    let presses = bench.choose(2_000, 500);
    for round in 0..4 {
        let took = rush::press_all(house, presses, &format!("{keys}{round}"), &BESIDE)?;
        rates.push(presses as f64 / took.as_secs_f64());
    }
    Ok(())
}

impl Measured {
    fn figures(&self, count: usize) -> Vec<Figure> {
        let (told, plain) = (median(&self.told_ms), median(&self.plain_ms));
        let (beside, alone) = (median(&self.beside), median(&self.alone));
        let cpu = median(&self.cpu_us);
        vec![
            Figure {
                what: format!("{count} phones: change sent → last one has it ÷ plain writes in two threads"),
                figure: format!("{:.2}", told / plain),
                goal: Goal::of("≤ 1.5, none lost", told / plain <= 1.5),
                behind: format!("{told:.0} ms ÷ {plain:.0} ms, none lost"),
            },
            Figure {
                what: "memory for each idle phone; processor time for each phone and change".into(),
                figure: format!("{:.1} KiB; {cpu:.1} µs", self.memory_kib),
                goal: Goal::of("≤ 24 KiB; ≤ 12 µs", self.memory_kib <= 24.0 && cpu <= 12.0),
                behind: "resident; of all the server's threads, for a message of its own to each".into(),
            },
            Figure {
                what: format!("issuing while {count} phones of other tickets hang on ÷ while none does"),
                figure: format!("{:.2}", beside / alone),
                goal: Goal::at_least(0.9, beside / alone),
                behind: format!("{beside:.0}/s ÷ {alone:.0}/s"),
            },
        ]
    }
}
