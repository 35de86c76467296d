//! `kill -9` under load, again and again: what was acknowledged is there afterwards, and nothing is there twice.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, Sender, channel};

use serde_json::{Value, json};
use tests::hall::{Hall, OFFICE, office_path};
use tests::wire::Request;

const KIOSKS: [&str; 3] = ["kiosk", "kiosk-2", "kiosk-3"];
/// After how many answers of each life the server is killed: at its first breath, and in full run.
const LIVES: [usize; 5] = [1, 40, 7, 90, 25];

/// Somebody who sends one request after the other, each with its key, and repeats the one that got no answer.
struct Caller {
    address: String,
    /// What carries the credentials.
    header: (&'static str, String),
    path: String,
    name: String,
    body: Value,
    /// Requests that were answered.
    answered: usize,
}

/// An answer: whose, to which request, and its number.
type Acknowledged = (String, usize, Option<String>);

impl Caller {
    fn press(hall: &Hall, kiosk: &str) -> Self {
        let header = ("authorization", format!("Bearer {}", hall.key(kiosk)));
        Self::new(hall, header, "tickets", kiosk, json!({"service": "A"}))
    }

    fn clerk(hall: &Hall, counter: &str) -> Self {
        let cookie = hall.cookie(&format!("clerk-{counter}"));
        let open = Request::post(&office_path(&format!("counters/{counter}/open")), &json!({}));
        assert_eq!(hall.send(&open.header("cookie", cookie.as_str())).status, 200);
        Self::new(hall, ("cookie", cookie), &format!("counters/{counter}/next"), counter, json!({}))
    }

    fn new(hall: &Hall, header: (&'static str, String), path: &str, name: &str, body: Value) -> Self {
        let (address, path) = (hall.address().to_owned(), office_path(path));
        Self { address, header, path, name: name.into(), body, answered: 0 }
    }

    /// The answer to a request of this caller; `None` when the server died before it was whole.
    fn ask(&self, index: usize) -> Option<Acknowledged> {
        let request = Request::post(&self.path, &self.body).header(self.header.0, self.header.1.as_str());
        let answer =
            request.header("idempotency-key", format!("{}-{index}", self.name)).send(&self.address).ok()?;
        let body = (!answer.json().is_null()).then(|| answer.json())?;
        assert!((200..300).contains(&answer.status), "{}: {}", self.name, answer.text());
        let ticket = if body.get("ticket").is_some() { &body["ticket"]["number"] } else { &body["number"] };
        Some((self.name.clone(), index, ticket.as_str().map(str::to_owned)))
    }

    /// Goes on until the server dies.
    fn run(&mut self, told: &Sender<Acknowledged>) {
        while let Some(acknowledged) = self.ask(self.answered) {
            self.answered += 1;
            told.send(acknowledged).unwrap();
        }
    }
}

/// Everybody runs until the server is killed, which is after so many answers.
fn live(hall: &mut Hall, callers: &mut [Caller], answers: usize) -> Vec<Acknowledged> {
    let (sender, told): (_, Receiver<Acknowledged>) = channel();
    std::thread::scope(|threads| {
        for caller in callers.iter_mut() {
            let sender = sender.clone();
            threads.spawn(move || caller.run(&sender));
        }
        drop(sender);
        let mut acknowledged: Vec<_> = told.iter().take(answers).collect();
        hall.kill();
        acknowledged.extend(told.iter());
        acknowledged
    })
}

fn in_hand(hall: &Hall, counter: &str, cookie: &str) -> Option<String> {
    let request = Request::new("GET", &office_path(&format!("counters/{counter}"))).header("cookie", cookie);
    hall.send(&request).json()["ticket"]["number"].as_str().map(str::to_owned)
}

#[test]
fn what_was_acknowledged_survives_and_nothing_is_there_twice() {
    let mut hall = Hall::open();
    let mut callers: Vec<_> = KIOSKS.iter().map(|kiosk| Caller::press(&hall, kiosk)).collect();
    callers.extend(["1", "2"].map(|counter| Caller::clerk(&hall, counter)));
    let mut known: BTreeMap<(String, usize), Option<String>> = BTreeMap::new();
    for answers in LIVES {
        let acknowledged = live(&mut hall, &mut callers, answers);
        known.extend(acknowledged.into_iter().map(|(name, index, number)| ((name, index), number)));
        hall.start();
        for caller in &mut callers {
            // The request in flight may have counted or not; with its key it counts once.
            let (name, index, number) = caller.ask(caller.answered).unwrap();
            caller.answered += 1;
            known.insert((name, index), number.clone());
            if caller.header.0 == "cookie" {
                assert_eq!(in_hand(&hall, &caller.name, &caller.header.1), number, "the same person in hand");
            }
        }
    }
    for caller in &callers {
        for index in 0..caller.answered {
            let (name, index, number) = caller.ask(index).unwrap();
            assert_eq!(known[&(name.clone(), index)], number, "{name} asked again for {index}");
        }
    }
    let numbers = |of: &[&str]| -> Vec<String> {
        let theirs = known.iter().filter(|((name, _), _)| of.contains(&name.as_str()));
        theirs.filter_map(|(_, number)| number.clone()).collect()
    };
    let (taken, called) = (numbers(&KIOSKS), numbers(&["1", "2"]));
    let all: BTreeSet<_> = (1..=taken.len()).map(|number| format!("A{number:03}")).collect();
    assert_eq!(taken.iter().cloned().collect::<BTreeSet<_>>(), all, "each number once, and none left out");
    let first: BTreeSet<_> = all.iter().take(called.len()).cloned().collect();
    assert_eq!(called.iter().cloned().collect::<BTreeSet<_>>(), first, "each called once, in turn");
    assert_eq!(hall.get("board").json()["office"], OFFICE);
    hall.stop();
    hall.verify();
}

#[test]
fn a_ticket_is_known_by_its_token_after_a_kill() {
    let mut hall = Hall::open();
    let kiosk = Caller::press(&hall, "kiosk");
    kiosk.ask(0).unwrap();
    let request = Request::post(&kiosk.path, &kiosk.body).header(kiosk.header.0, kiosk.header.1.as_str());
    let again = |hall: &Hall| hall.send(&request.clone().header("idempotency-key", "kiosk-0"));
    let before = again(&hall).json();
    hall.kill();
    hall.start();
    let after = again(&hall);
    assert_eq!((after.status, after.json()["token"].clone()), (200, before["token"].clone()));
    let path = format!("/api/v1/tickets/{}", before["token"].as_str().unwrap());
    let ticket = hall.send(&Request::new("GET", &path)).json();
    assert_eq!((&ticket["number"], &ticket["state"]), (&json!("A001"), &json!("waiting")));
    hall.kill();
    hall.verify();
}
