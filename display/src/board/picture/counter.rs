//! What the display above one counter shows.
use protocol::{Board, BoardCounter, CounterState, Moment};
use texts::{Words, clock};

use super::Lobby;

/// A call stands as new for this long, if no other takes its place.
const NEW_MS: i64 = 60_000;

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CounterSign {
    /// "Quầy 3".
    pub(crate) name: String,
    /// What is served there, or the service of the number in hand.
    pub(crate) service: String,
    pub(crate) state: SignState,
}

/// What goes on at a counter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SignState {
    /// Somebody's number is called.
    Called {
        /// "Mời".
        invite: String,
        number: String,
        /// How far its flash has faded it, 0 to 255.
        faded: u8,
    },
    /// Somebody has come, or should have.
    Serving(String),
    /// Nobody is called, and why or until when.
    Calm(String),
}

impl Lobby {
    /// The sign of the one counter of which this display tells, if it does.
    pub(super) fn sign(&self, words: &Words<'_>, now_ms: u64) -> Option<CounterSign> {
        let code = self.counter.as_ref()?;
        let board = self.shown_board()?;
        let Some(counter) = board.counters.iter().find(|counter| counter.counter == *code) else {
            let state = SignState::Calm(words.fill("sign-unknown", &[("counter", code.into())]));
            return Some(CounterSign { name: code.clone(), service: String::new(), state });
        };
        let name = words.choose(&counter.name).trim();
        let name = if name.is_empty() { code } else { name };
        let (service, state) = (self.service(words, board, counter), self.state(words, counter, now_ms));
        Some(CounterSign { name: name.into(), service, state })
    }

    /// Of the number in hand, or all that are served.
    fn service(&self, words: &Words<'_>, board: &Board, counter: &BoardCounter) -> String {
        let call = board.calls.iter().find(|call| call.counter == counter.counter);
        let own = call.and_then(|call| board.waiting.iter().find(|waiting| waiting.service == call.service));
        if let Some(own) = own {
            return words.choose(&own.short).into();
        }
        let served = self.names.served.get(&counter.counter);
        let names = served.into_iter().flatten().map(|short| words.choose(short));
        names.collect::<Vec<_>>().join(" · ")
    }

    fn state(&self, words: &Words<'_>, counter: &BoardCounter, now_ms: u64) -> SignState {
        let now = self.now(now_ms);
        if let Some(call) = self.announcer.hero() {
            let is_new = now.is_none_or(|now| now.at_ms() - call.at.at_ms() < NEW_MS);
            if is_new {
                let (invite, number) = (words.get("sign-invite"), call.number.clone());
                return SignState::Called { invite, number, faded: self.announcer.faded(now_ms) };
            }
            return SignState::Serving(call.number.clone());
        }
        if let Some(slip) = self.taken_back(words, now_ms) {
            return SignState::Calm(slip);
        }
        match (&counter.number, counter.state) {
            (Some(number), _) => SignState::Serving(number.clone()),
            (None, CounterState::Open) => SignState::Calm(words.get("calm-wait")),
            (None, CounterState::Paused) => SignState::Calm(paused(words, counter.until, now)),
            (None, CounterState::Closed) => SignState::Calm(words.get("sign-closed")),
        }
    }
}

fn paused(words: &Words<'_>, until: Option<Moment>, now: Option<Moment>) -> String {
    match until.filter(|until| now.is_none_or(|now| until.at_ms() > now.at_ms())) {
        Some(until) => words.fill("calm-paused-until", &[("time", (&clock(until)).into())]),
        None => words.get("calm-paused"),
    }
}
