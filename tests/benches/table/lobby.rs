//! From the press of a clerk's key to the lobby: the call decided, on disk, and at a display. What a display does with it
//! then, it does without the server.
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, ensure};
use serde_json::Value;
use tests::wire::{Events, Request};

use crate::Bench;
use crate::disk::Disk;
use crate::figure::{Figure, Goal, median, ms, quantile};
use crate::house::{self, House};
use crate::pace::Pace;
use crate::rush;
use crate::wire::Wire;

/// One call every so often, in the whole hall: more than any hall hears.
const CALL_GAP: Duration = Duration::from_millis(100);
/// Meanwhile numbers are taken as quickly.
const PRESS_GAP: Duration = Duration::from_millis(50);
/// How long the last call may take to be heard.
const PATIENCE: Duration = Duration::from_secs(5);

/// A call: its number, and when it was pressed or heard.
type At = (String, Instant);

/// Calls while numbers are taken.
pub(crate) fn calls(bench: &Bench, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
    let house = rush::open(&bench.new_folder("lobby")?, disk)?;
    let count = bench.choose(400, 100);
    rush::press_all(&house, count + 100, "seat", &rush::LETTERS)?;
    let heard = hang(&house)?;
    let (address, letters) = (house.address, rush::LETTERS.iter().cycle());
    let presses =
        letters.take(2 * count).enumerate().map(|(index, letter)| house.press(letter, &format!("l{index}")));
    let presses: Vec<_> = presses.collect();
    let kiosk = thread::spawn(move || take_numbers(address, &presses));
    let pressed = press(&house, count)?;
    kiosk.join().map_err(|_| anyhow!("the kiosk broke"))??;
    let each_ms = match_up(pressed, &heard)?;
    let (p99, p50) = (quantile(&each_ms, 0.99), median(&each_ms));
    Ok(vec![Figure {
        what: "call pressed → on disk → at the display, p99".into(),
        figure: format!("{p99:.1} ms"),
        goal: Goal::of("< 16.7 ms, drawn", p99 < 16.7),
        behind: format!("p50 {p50:.1} ms, longest {:.1} ms, {count} calls", quantile(&each_ms, 1.0)),
    }])
}

/// Follows the office as a display does, and tells when each call was heard.
fn hang(house: &House) -> anyhow::Result<Receiver<At>> {
    let mut events = Request::new("GET", &house::path("events")).follow(&house.address.to_string())?;
    let (sender, heard) = channel();
    thread::spawn(move || {
        // Until the server ends, or nobody asks any more.
        while let Ok(call) = called_next(&mut events) {
            if sender.send(call).is_err() {
                return;
            }
        }
    });
    Ok(heard)
}

fn called_next(events: &mut Events) -> anyhow::Result<At> {
    let call = events.read_named("call")?;
    let at = Instant::now();
    Ok((call.data["number"].as_str().context("a call has a number")?.to_owned(), at))
}

/// Presses at the counters in turn. An answer is read when its counter's turn comes again.
fn press(house: &House, count: usize) -> anyhow::Result<Vec<At>> {
    let mut counters = Vec::new();
    for counter in rush::COUNTERS {
        counters.push((Wire::open(house.address)?, house.act(&counter.to_string(), "next"), None));
    }
    let mut pace = Pace::new(Instant::now() + Duration::from_millis(500), CALL_GAP);
    let mut pressed = Vec::new();
    for index in 0..count + rush::COUNTERS.len() {
        let (wire, next, since) = &mut counters[index % rush::COUNTERS.len()];
        if let Some(since) = since.take() {
            pressed.extend(called(&wire.answer()?)?.map(|number| (number, since)));
        }
        if index < count {
            *since = Some(pace.wait());
            wire.say(next)?;
        }
    }
    ensure!(pressed.len() == count, "{} of {count} calls found somebody", pressed.len());
    Ok(pressed)
}

/// The number that an answer says was called.
fn called(answer: &[u8]) -> anyhow::Result<Option<String>> {
    let next: Value = serde_json::from_slice(answer)?;
    Ok(next["ticket"]["number"].as_str().map(str::to_owned))
}

fn take_numbers(address: SocketAddr, presses: &[Vec<u8>]) -> anyhow::Result<()> {
    let mut wire = Wire::open(address)?;
    let mut pace = Pace::new(Instant::now(), PRESS_GAP);
    for press in presses {
        pace.wait();
        wire.say(press)?;
        wire.answer()?;
    }
    Ok(())
}

fn match_up(pressed: Vec<At>, heard: &Receiver<At>) -> anyhow::Result<Vec<f64>> {
    let mut waiting: BTreeMap<_, _> = pressed.into_iter().collect();
    let mut each_ms = Vec::new();
    while !waiting.is_empty() {
        let (number, at) = heard.recv_timeout(PATIENCE).context("a call was never heard")?;
        each_ms.extend(waiting.remove(&number).map(|pressed| ms(at - pressed)));
    }
    Ok(each_ms)
}
