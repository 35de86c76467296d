//! People and devices who want something, keep their own record of it, and ask again with the same key until they
//! have an answer, as a real client does; and now and then once more.
use std::rc::Rc;

use jiff::civil::Date;
use queue::{Actor, Caller, Command, Hall, Number, Standing};
use simulation::Dice;
use tokio::sync::oneshot;

use super::record::Read;
use super::wishes;
use crate::office::inbox::Job;
use crate::office::{Answer, Denied, Fault, Key, Reply, Request};
use crate::store::log::Log;

/// Somebody's wish, under a number that stands in the name of whoever acts, and so in the log.
struct Wish {
    id: u64,
    caller: Caller,
    key: Option<Key>,
    command: Command,
}

/// Everybody who asks. Each has one wish at a time.
pub(super) struct People {
    dice: Dice,
    wishes: Vec<Option<Rc<Wish>>>,
    last_id: u64,
    asked: Vec<Asked>,
    known: Vec<Known>,
    /// The papers in their hands.
    pub(super) papers: Vec<Paper>,
}

/// Somebody waits for an answer.
struct Asked {
    place: usize,
    wish: Rc<Wish>,
    answered: oneshot::Receiver<Result<Answer, Denied>>,
}

/// What somebody was told.
#[derive(Clone)]
struct Known {
    wish: Rc<Wish>,
    day: Date,
    reply: Reply,
}

/// A number with the secret of its QR code.
#[derive(Clone)]
pub(super) struct Paper {
    pub(super) number: Number,
    pub(super) day: Date,
    pub(super) token: String,
}

/// When and how a batch was answered.
pub(super) struct Answered<'a> {
    pub(super) is_well: bool,
    /// The dates between which it was.
    pub(super) dates: (Date, Date),
    pub(super) read: &'a Read,
    /// What would be found after a power cut.
    pub(super) left: &'a Log,
}

impl People {
    pub(super) fn new(dice: Dice, count: usize) -> Self {
        let wishes = (0..count).map(|_| None).collect();
        Self { dice, wishes, last_id: 0, asked: Vec::new(), known: Vec::new(), papers: Vec::new() }
    }

    /// What some of them ask now, who see this hall on this date.
    pub(super) fn ask(&mut self, hall: &Hall, today: Date) -> Vec<Job> {
        let mut jobs = Vec::new();
        for place in 0..self.wishes.len() {
            if self.dice.chance(0.5) {
                continue;
            }
            let wish = match self.wishes[place].take() {
                Some(wish) => wish,
                None if self.dice.chance(0.1) && !self.known.is_empty() => {
                    wishes::one(&mut self.dice, &self.known).wish
                }
                None => Rc::new(self.wish(place, hall, today)),
            };
            // Something on the way may repeat what it was given.
            for _ in 0..1 + u32::from(wish.key.is_some() && self.dice.chance(0.1)) {
                let (answer, answered) = oneshot::channel();
                jobs.push(Job::Command(wish.request(), answer));
                self.asked.push(Asked { place, wish: wish.clone(), answered });
            }
            self.wishes[place] = Some(wish);
        }
        jobs
    }

    /// What they are told, all of which must be on the disk.
    pub(super) fn hear(&mut self, batch: &Answered<'_>) -> Vec<String> {
        let mut heard = Vec::new();
        for Asked { place, wish, mut answered } in std::mem::take(&mut self.asked) {
            // Whoever's way to an answer was taken away is told that nothing is known.
            let answer = answered.try_recv().unwrap_or(Err(Denied::Fault(Fault::Storage)));
            heard.push(format!("{} {answer:?}", wish.id));
            let is_fault = matches!(answer, Err(Denied::Fault(Fault::Storage)));
            assert_eq!(is_fault, !batch.is_well, "{:?}: {answer:?}", wish.command);
            match answer {
                Ok(answer) => self.know(&wish, answer, batch),
                Err(Denied::Refused(_)) => {}
                Err(Denied::KeyReused) => {
                    panic!("{:?} was asked with one key and never another", wish.command)
                }
                // Most ask again.
                Err(Denied::Fault(_)) if self.dice.chance(0.9) => continue,
                Err(Denied::Fault(_)) => {}
            }
            self.wishes[place] = None;
        }
        heard
    }

    /// Nobody works there: everything on its way is lost.
    pub(super) fn lose(&mut self) {
        self.asked.clear();
    }

    /// All that they were told on this day is on the disk still.
    pub(super) fn assert_known(&self, today: Date, read: &Read, left: &Log) {
        let today = Some(today).filter(|today| !is_past(*today, read));
        for Known { wish, reply, day } in self.known.iter().filter(|known| Some(known.day) == today) {
            let Some(key) = &wish.key else { continue };
            let kept = left.reply(*day, &key.caller, &key.key).unwrap();
            assert_eq!(kept, Some((key.request, json(reply))), "{:?} was forgotten", wish.command);
        }
    }

    fn know(&mut self, wish: &Rc<Wish>, answer: Answer, batch: &Answered<'_>) {
        let Some(key) = &wish.key else { return };
        let (from, to) = batch.dates;
        let known =
            self.known.iter().find(|known| known.wish.id == wish.id && (from..=to).contains(&known.day));
        if let Some(known) = known.filter(|_| from == to && !is_past(to, batch.read)) {
            assert!(answer.again, "{:?} was done twice", wish.command);
            let [again, first] =
                [&answer.reply, &known.reply].map(|reply| serde_json::to_string(reply).unwrap());
            assert_eq!(again, first, "{:?} is answered in another way", wish.command);
            return;
        }
        let kept = [from, to].map(|day| (day, batch.left.reply(day, &key.caller, &key.key).unwrap()));
        let kept = kept.into_iter().find(|(_, kept)| *kept == Some((key.request, json(&answer.reply))));
        let (day, _) = kept.unwrap_or_else(|| panic!("no answer to {:?} is on the disk", wish.command));
        if wishes::always_happens(&wish.command) {
            assert!(batch.read.events_of(wish.id) > 0, "{:?} is not on the disk", wish.command);
        }
        if let Reply::Issued(issued) = &answer.reply {
            let (number, token) = (issued.number.parse().unwrap(), issued.token.clone());
            self.papers.push(Paper { number, day, token });
        }
        self.known.push(Known { wish: wish.clone(), day, reply: answer.reply });
    }

    fn wish(&mut self, place: usize, hall: &Hall, today: Date) -> Wish {
        self.last_id += 1;
        let id = self.last_id;
        let command = wishes::draw(&mut self.dice, hall, today);
        let (actor, standing) = match &command {
            Command::Issue(_) | Command::Printed { .. } | Command::CallHelp => {
                (Actor::Device(format!("kiosk#{id}")), Standing::Device)
            }
            Command::Holder { .. } => (Actor::Holder, Standing::Holder),
            Command::OpenDay { .. }
            | Command::CloseDay
            | Command::Ticket { .. }
            | Command::Manage(_)
            | Command::At { .. } => (Actor::Account(format!("hoa#{id}")), Standing::Manager),
        };
        let request = std::array::from_fn(|_| id.to_le_bytes()[0]);
        let key = Key { caller: format!("account:{place}"), key: format!("wish#{id}"), request };
        let key = Some(key).filter(|_| standing != Standing::Holder);
        Wish { id, caller: Caller { actor, standing }, key, command }
    }
}

impl Wish {
    fn request(&self) -> Request {
        Request { caller: self.caller.clone(), key: self.key.clone(), command: self.command.clone() }
    }
}

/// Whether a later day has begun, with which keys are forgotten: the zone was changed, and the same date is there again.
fn is_past(today: Date, read: &Read) -> bool {
    read.whole.day().is_some_and(|day| day.date > today)
}

/// As it is kept: a token is a secret.
fn json(reply: &Reply) -> String {
    let mut reply = reply.clone();
    if let Reply::Issued(issued) = &mut reply {
        issued.token.clear();
    }
    serde_json::to_string(&reply).unwrap()
}
