//! What a server takes while nothing happens.
use std::time::Duration;

use crate::Bench;
use crate::disk::Disk;
use crate::figure::{Figure, Goal};
use crate::followers::Followers;
use crate::house::House;
use crate::{phones, rush};

const FOLLOWERS: usize = 1_000;

/// Without anybody, and with a thousand phones that wait.
pub(crate) fn idle(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let house = rush::open(&bench.new_folder("idle")?, disk)?;
    let requests = phones::seat(&house, FOLLOWERS)?;
    let time = bench.choose(Duration::from_secs(20), Duration::from_secs(5));
    std::thread::sleep(Duration::from_secs(2));
    let alone = percent(&house, time, || std::thread::sleep(time))?;
    let followers = Followers::connect(house.address, requests)?;
    followers.read_for(Duration::from_secs(1));
    let followed = percent(&house, time, || followers.read_for(time))?;
    Ok(vec![Figure {
        what: format!("idle: no client; {FOLLOWERS} idle phones"),
        figure: format!("{alone:.2} %; {followed:.2} % of a core"),
        goal: Goal::of("≤ 0.1 %; ≤ 0.5 %", alone <= 0.1 && followed <= 0.5),
        behind: format!("{FOLLOWERS} wait meanwhile, in {} s each", time.as_secs()),
    }])
}

fn percent(house: &House, time: Duration, pass: impl FnOnce()) -> anyhow::Result<f64> {
    let before = house.cpu()?;
    pass();
    Ok(house.cpu()?.since(&before).as_secs_f64() / time.as_secs_f64() * 100.0)
}
