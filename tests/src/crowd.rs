//! Many people at once who keep records of their own: kiosks that press, clerks who call, lobbies that listen. Each
//! repeats with its key what got no answer, whatever happens to the line or the server; afterwards the records are
//! compared with each other and with the server.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use serde_json::{Value, json};
use simulation::Dice;

use crate::hall::{Hall, KIOSKS, office_path};
use crate::listener::{Heard, Listener};
use crate::patience::until;
use crate::wire::{Answer, Events, Request};

/// People press at each kiosk at the same time.
const AT_EACH_KIOSK: usize = 3;
/// Both call the same line.
const COUNTERS: [&str; 2] = ["1", "2"];
const LOBBIES: usize = 3;
/// The last call that a lobby waits for, of the other line.
const LAST: &str = "B001";

/// What everybody knows afterwards.
#[derive(Default)]
pub struct Records {
    /// Presses, with their first answers.
    pressed: Vec<(Request, Value)>,
    /// Acts of clerks, with theirs.
    acted: Vec<(Request, Value)>,
    /// By counter: whom it called, `A001`, and called again, `A001+1`.
    called: BTreeMap<&'static str, Vec<String>>,
    /// What each lobby heard.
    heard: Vec<Vec<Heard>>,
    /// How often something had to be repeated.
    repeated: usize,
}

/// Answers as they come, for whoever wants to do something in the middle of it; they end when nobody asks any more.
pub type Acknowledged = Receiver<()>;

/// Lets a crowd loose on the server behind this address until `meanwhile` has ended.
///
/// # Panics
/// When somebody gets an answer that is none of those a caller has to live with, or none in time.
pub fn gather(
    hall: &mut Hall,
    address: &str,
    seed: u64,
    meanwhile: impl FnOnce(&mut Hall, &Acknowledged),
) -> Records {
    let (sender, acknowledged) = channel();
    let closing = Closing::default();
    let (pressers, clerks) = people(hall, address, sender, &closing);
    thread::scope(|threads| {
        let _everybody = GoesHome(&closing);
        let pressers: Vec<_> = pressers.into_iter().map(|person| threads.spawn(|| person.press())).collect();
        let clerks = (seed..).zip(clerks).map(|(seed, (counter, clerk))| {
            (counter, threads.spawn(move || clerk.serve(counter, Dice::new(seed))))
        });
        let clerks: Vec<_> = clerks.collect();
        let lobbies: Vec<_> = (0..LOBBIES).map(|_| threads.spawn(|| listen(address, &closing))).collect();
        meanwhile(hall, &acknowledged);
        closing.over.store(true, Ordering::SeqCst);
        let mut records = Records::default();
        for presser in pressers {
            let presser = presser.join().expect("a kiosk is whole");
            records.pressed.extend(presser.said);
            records.repeated += presser.repeated;
        }
        for (counter, clerk) in clerks {
            let (clerk, called) = clerk.join().expect("a clerk is whole");
            records.called.insert(counter, called);
            records.acted.extend(clerk.said);
            records.repeated += clerk.repeated;
        }
        call_last(hall);
        records.heard = lobbies.into_iter().map(|lobby| lobby.join().expect("a lobby is whole")).collect();
        records
    })
}

/// Who presses, and who calls at which counter, each opened. Nobody else keeps the sender, so answers end with them.
fn people<'c>(
    hall: &Hall,
    address: &str,
    sender: Sender<()>,
    closing: &'c Closing,
) -> (Vec<Person<'c>>, [(&'static str, Person<'c>); 2]) {
    let person = |name: String, header: (&'static str, String)| Person {
        address: address.to_owned(),
        name,
        header,
        said: Vec::new(),
        repeated: 0,
        acknowledged: sender.clone(),
        closing,
    };
    let pressers = KIOSKS.iter().flat_map(|kiosk| (0..AT_EACH_KIOSK).map(move |index| (kiosk, index)));
    let pressers: Vec<_> = pressers
        .map(|(kiosk, index)| {
            person(format!("{kiosk}-{index}"), ("authorization", format!("Bearer {}", hall.key(kiosk))))
        })
        .collect();
    let clerks = COUNTERS.map(|counter| {
        let mut clerk =
            person(format!("clerk-{counter}"), ("cookie", hall.cookie(&format!("clerk-{counter}"))));
        clerk.at(counter, "open", json!({}));
        (counter, clerk)
    });
    (pressers, clerks)
}

/// When who goes home.
#[derive(Default)]
struct Closing {
    /// Nobody asks for anything new.
    over: AtomicBool,
    /// Nobody waits for anything.
    given_up: AtomicBool,
}

/// Whatever goes wrong, nobody hangs on for what does not come any more.
struct GoesHome<'c>(&'c Closing);

impl Drop for GoesHome<'_> {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::SeqCst);
        self.0.given_up.store(true, Ordering::SeqCst);
    }
}

/// Somebody who sends one request after the other.
struct Person<'c> {
    address: String,
    name: String,
    /// What carries the credentials.
    header: (&'static str, String),
    /// What was asked and answered.
    said: Vec<(Request, Value)>,
    repeated: usize,
    acknowledged: Sender<()>,
    closing: &'c Closing,
}

impl Person<'_> {
    fn is_over(&self) -> bool {
        self.closing.over.load(Ordering::SeqCst)
    }

    /// Asks until there is an answer.
    fn ask(&mut self, path: &str, body: &Value) -> Value {
        let key = format!("{}-{}", self.name, self.said.len());
        let request = Request::post(&office_path(path), body).header("idempotency-key", key);
        let request = request.header(self.header.0, self.header.1.as_str());
        let mut tries = 0;
        let said = until(&format!("an answer to {} for {path}", self.name), || {
            tries += 1;
            success(&request.send(&self.address).ok()?)
        });
        self.repeated += tries - 1;
        self.said.push((request, said.clone()));
        // Nobody may want to know any more.
        let _ = self.acknowledged.send(());
        said
    }

    fn at(&mut self, counter: &str, act: &str, body: Value) -> Value {
        self.ask(&format!("counters/{counter}/{act}"), &body)
    }

    fn press(mut self) -> Self {
        while !self.is_over() {
            self.ask("tickets", &json!({"service": "A"}));
        }
        self
    }

    /// Calls one after the other, sometimes again, sometimes sets somebody aside; ends with an empty hand. Says each time
    /// whom the counter has, so that it is refused if that was not so.
    fn serve(mut self, counter: &str, mut dice: Dice) -> (Self, Vec<String>) {
        let mut called = Vec::new();
        let mut hand = Value::Null;
        while !self.is_over() {
            let next = self.at(counter, "next", json!({"in_hand": hand}));
            hand = next["ticket"]["number"].clone();
            let Some(number) = hand.as_str().map(str::to_owned) else { continue };
            let in_hand = || json!({"in_hand": number});
            called.push(number.clone());
            for recall in 1..=dice.pick(&[3.0, 2.0, 1.0]) {
                self.at(counter, "recall", in_hand());
                called.push(format!("{number}+{recall}"));
            }
            if dice.chance(0.2) {
                self.at(counter, "hold", in_hand());
                self.at(counter, "resume", json!({"number": number}));
                called.push(number.clone());
            }
            if dice.chance(0.5) {
                self.at(counter, "start", in_hand());
            }
        }
        if !hand.is_null() {
            self.at(counter, "finish", json!({"in_hand": hand}));
        }
        (self, called)
    }
}

/// The body of a success; nothing for what a caller has to repeat.
fn success(answer: &Answer) -> Option<Value> {
    match answer.status {
        503 => None,
        _ if answer.is_success() => Some(answer.json()),
        status => panic!("{status}: {}", answer.text()),
    }
}

/// Hears every call from the day's beginning to the last, over as many lines as it takes.
fn listen(address: &str, closing: &Closing) -> Vec<Heard> {
    let goes_on = || !closing.given_up.load(Ordering::SeqCst);
    let mut lobby = Listener::since(0);
    while goes_on() {
        let last_id = lobby.last_id().to_string();
        let follow = Request::new("GET", &office_path("events")).header("last-event-id", last_id);
        let mut events: Events = until("an event stream", || follow.follow(address).ok());
        while let Ok(Some(event)) = events.read_while(goes_on) {
            lobby.hear(&event);
            if lobby.heard().last().is_some_and(|call| call.shown == LAST) {
                return lobby.heard().to_vec();
            }
        }
    }
    lobby.heard().to_vec()
}

/// The call after which the lobbies may go.
fn call_last(hall: &Hall) {
    let (bearer, cookie) = (format!("Bearer {}", hall.key("kiosk")), hall.cookie("clerk-3"));
    let press = Request::post(&office_path("tickets"), &json!({"service": "B"}));
    let press = press.header("authorization", bearer).header("idempotency-key", "last");
    assert_eq!(hall.send(&press).json()["number"], LAST);
    for act in ["open", "next"] {
        let request = Request::post(&office_path(&format!("counters/3/{act}")), &json!({}));
        assert_eq!(hall.send(&request.header("cookie", cookie.as_str())).status, 200);
    }
}

impl Records {
    /// Compares the records with each other.
    ///
    /// # Panics
    /// When something is missing, there twice or out of order.
    pub fn assert_agree(&self) {
        let numbers: BTreeSet<_> =
            self.pressed.iter().filter_map(|(_, said)| said["number"].as_str()).collect();
        let all: Vec<_> = (1..=self.pressed.len()).map(|number| format!("A{number:03}")).collect();
        // As sets, because A1000 comes before A101 in the order of letters.
        let set = |numbers: &[String]| -> BTreeSet<String> { numbers.iter().cloned().collect() };
        assert!(numbers.into_iter().eq(set(&all)), "each number once");
        let mut firsts = BTreeSet::new();
        for (counter, called) in &self.called {
            let mut own: Vec<_> = called.iter().filter(|call| !call.contains('+')).collect();
            // Whoever was set aside comes back to the same counter at once.
            own.dedup();
            for number in own {
                assert!(
                    firsts.insert(number.clone()),
                    "{number} was in two hands, at last at counter {counter}"
                );
            }
        }
        assert_eq!(firsts, set(&all[..firsts.len()]), "called in turn");
        for heard in &self.heard {
            assert_eq!(heard, &self.heard[0], "every lobby hears the same");
            for (counter, called) in &self.called {
                let of_counter: Vec<_> =
                    heard.iter().filter(|call| call.counter == *counter).map(|call| &call.shown).collect();
                assert_eq!(of_counter, called.iter().collect::<Vec<_>>(), "what counter {counter} did");
            }
        }
    }

    /// Asks the server for everything again: each answer is as before, and who was not called waits.
    ///
    /// # Panics
    /// When the server knows otherwise.
    pub fn assert_known(&self, hall: &Hall) {
        for (request, said) in self.pressed.iter().chain(&self.acted) {
            let again = hall.send(request);
            assert_eq!((again.status, &again.json()), (200, said), "asked again");
        }
        let called: BTreeSet<_> = self.called.values().flatten().filter(|call| !call.contains('+')).collect();
        let waiting = &hall.get("board").json()["waiting"][0]["count"];
        assert_eq!(waiting, &json!(self.pressed.len() - called.len()));
    }

    /// How often something had to be repeated.
    pub fn repeated(&self) -> usize {
        self.repeated
    }

    /// How much happened.
    pub fn told(&self) -> String {
        let calls = self.heard[0].len();
        format!("{} numbers, {calls} calls, {} repeated requests", self.pressed.len(), self.repeated)
    }
}
