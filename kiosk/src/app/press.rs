//! One press on its way to a number: asked again with the same key for as long as nobody knows whether the
//! server has it.
use client::{Backoff, Failure};
use protocol::{Code, IssuedTicket, Moment, ServiceNow, Stop};

use super::{Act, App, Blocked, Screen, not_allowed};
use crate::journal::Press;

/// After this long nobody waits for the number any more, neither here nor after a restart.
const GIVE_UP_MS: u64 = 600_000;

/// A press that failed at first is told to who waits after this long.
const STUCK_AFTER_MS: u64 = 1_500;

/// A press that is being asked.
#[derive(Clone, Debug)]
pub(crate) struct Issuing {
    pub(crate) press: Press,
    /// From the journal: nobody stands here and waits, as far as is known.
    recovered: bool,
    since_ms: u64,
    /// While it pauses: until when.
    pausing_until_ms: Option<u64>,
    failed: bool,
    backoff: Backoff,
}

/// Two are the same press at the same point; the pauses to come don't matter.
impl PartialEq for Issuing {
    fn eq(&self, other: &Self) -> bool {
        self.press == other.press && self.pausing_until_ms == other.pausing_until_ms
    }
}

impl Eq for Issuing {}

/// Why a press gave no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The service gives no numbers now.
    Closed { service: String, stop: Option<Stop>, reopens_at: Option<Moment> },
    /// Something that only staff can put right.
    Fault,
}

impl Issuing {
    /// Whether to tell who waits that it does not work at once.
    pub(crate) fn stuck(&self, now_ms: u64) -> bool {
        self.failed && now_ms >= self.since_ms + STUCK_AFTER_MS
    }

    pub(super) fn next_ms(&self) -> impl Iterator<Item = u64> {
        let stuck = self.failed.then_some(self.since_ms + STUCK_AFTER_MS);
        [self.pausing_until_ms, stuck, Some(self.since_ms + GIVE_UP_MS)].into_iter().flatten()
    }
}

impl App {
    /// A service was touched at home.
    pub(super) fn pressed(&mut self, at: usize, acts: &mut Vec<Act>) {
        if let Some(service) = self.services().get(at).map(|service| service.service.clone()) {
            self.choose(&service, None, acts);
        }
    }

    /// A number of this service is wanted: taken at once where there is no doubt.
    pub(super) fn choose(&mut self, letter: &str, procedure: Option<String>, acts: &mut Vec<Act>) {
        let service = self.services().iter().find(|service| service.service == letter);
        let Some(service) = service.filter(|service| service.open).cloned() else {
            return self.take(letter, procedure, acts);
        };
        if self.blocked().is_some() || self.doubts(&service, procedure.as_deref()) {
            return;
        }
        self.take(letter, procedure, acts);
    }

    /// Takes a number, with no more questions.
    pub(super) fn take(&mut self, letter: &str, procedure: Option<String>, acts: &mut Vec<Act>) {
        let service = self.services().iter().find(|service| service.service == letter);
        let (Some(service), Some(now)) = (service, self.server_now()) else { return };
        if self.blocked().is_some() {
            return;
        }
        if !service.open {
            self.refuse(closed(service));
            return;
        }
        let key = format!("{}-{}", self.settings.run, self.presses);
        let press =
            Press { key, request: self.request(service, procedure), at_ms: now.at_ms(), printing: false };
        self.presses += 1;
        self.ask(press, false, acts);
    }

    fn ask(&mut self, press: Press, recovered: bool, acts: &mut Vec<Act>) {
        let backoff = Backoff::new(self.settings.seed.wrapping_add(self.presses.into()));
        acts.push(Act::Issue { press: press.clone(), fresh: !recovered });
        self.screen = Screen::Issuing(Box::new(Issuing {
            press,
            recovered,
            since_ms: self.now_ms,
            pausing_until_ms: None,
            failed: false,
            backoff,
        }));
    }

    /// The line is back: a pause is over.
    pub(super) fn try_now(&mut self) {
        let now_ms = self.now_ms;
        if let Screen::Issuing(issuing) = &mut self.screen
            && issuing.pausing_until_ms.is_some()
        {
            issuing.pausing_until_ms = Some(now_ms);
        }
    }

    pub(super) fn issued(&mut self, key: &str, result: Result<IssuedTicket, Failure>, acts: &mut Vec<Act>) {
        let now_ms = self.now_ms;
        let Screen::Issuing(issuing) = &mut self.screen else { return };
        if issuing.press.key != key {
            return;
        }
        match result {
            Ok(ticket) => self.show_result(ticket, acts),
            Err(Failure::Refused(problem)) => self.refused(problem.code, acts),
            Err(failure @ (Failure::Busy { .. } | Failure::Away(_))) => issuing.pause(now_ms, &failure),
        }
    }

    /// The server said no, which settles the press.
    fn refused(&mut self, code: Code, acts: &mut Vec<Act>) {
        let Screen::Issuing(issuing) = &self.screen else { return };
        let (recovered, letter) = (issuing.recovered, issuing.press.request.service.clone());
        tracing::warn!(?code, service = letter, "the server gives no number");
        acts.push(Act::Settle(issuing.press.key.clone()));
        if recovered {
            // Whoever pressed has seen the power go; there is nothing to show but home.
            self.leave();
            return;
        }
        self.hall.want_services();
        let service = self.services().iter().find(|service| service.service == letter);
        let closed_now = matches!(code, Code::ServiceClosed | Code::LimitReached | Code::DayClosed);
        let refusal = match service.filter(|_| closed_now) {
            Some(service) => with_code(closed(service), code),
            None => Refusal::Fault,
        };
        if not_allowed(code) {
            // The next sign of life finds out whether the key is good at all.
            self.heartbeat_ms = self.now_ms;
        }
        self.refuse(refusal);
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.show(Screen::Refused { refusal, since_ms: self.now_ms });
    }

    /// The press is not on disk: it was not asked, and no other can be.
    pub(super) fn unwritten(&mut self) {
        self.journal_check_ms = Some(self.now_ms + super::idle::JOURNAL_CHECK_MS);
        self.go_home();
    }

    /// Who waited does not want the number any more, or has waited for too long.
    pub(super) fn give_up(&mut self, acts: &mut Vec<Act>) {
        let Screen::Issuing(issuing) = &self.screen else { return };
        if issuing.stuck(self.now_ms) {
            acts.push(Act::Settle(issuing.press.key.clone()));
            self.go_home();
        }
    }

    /// Asks again what is due, gives up what is too old, and takes up the presses of the run before.
    pub(super) fn press_time(&mut self, acts: &mut Vec<Act>) {
        let now_ms = self.now_ms;
        if let Screen::Issuing(issuing) = &mut self.screen {
            if now_ms >= issuing.since_ms + GIVE_UP_MS {
                issuing.failed = true;
                self.give_up(acts);
            } else if issuing.pausing_until_ms.is_some_and(|until_ms| now_ms >= until_ms) {
                issuing.pausing_until_ms = None;
                acts.push(Act::Issue { press: issuing.press.clone(), fresh: false });
            }
        }
        if self.screen == Screen::Home && self.blocked().is_none() {
            self.take_up(acts);
        }
    }

    /// Asks the next press of the run before, unless it is too old for anybody to wait for.
    fn take_up(&mut self, acts: &mut Vec<Act>) {
        let Some(now) = self.server_now() else { return };
        while !self.unsettled.is_empty() {
            let press = self.unsettled.remove(0);
            if still_waited_for(&press, now) {
                self.visitor.language.clone_from(&press.request.lang);
                self.ask(press, true, acts);
                return;
            }
            tracing::warn!(service = press.request.service, "an old press without a known end is let go");
            acts.push(Act::Settle(press.key));
        }
    }
}

impl Issuing {
    fn pause(&mut self, now_ms: u64, failure: &Failure) {
        let pause_ms = u64::try_from(self.backoff.after(failure).as_millis()).unwrap_or(u64::MAX);
        self.failed = true;
        self.pausing_until_ms = Some(now_ms.saturating_add(pause_ms));
    }
}

/// Young enough, and of the same day: the server knows a key to the end of its day. The times of two runs may
/// differ a little, so a press may seem to be still to come.
fn still_waited_for(press: &Press, now: Moment) -> bool {
    let then = Moment::new(press.at_ms, now.offset_s());
    let young = now.at_ms().abs_diff(press.at_ms) < GIVE_UP_MS;
    young && then.civil().date() == now.civil().date()
}

fn closed(service: &ServiceNow) -> Refusal {
    let (stop, reopens_at) = (service.reason, service.reopens_at);
    Refusal::Closed { service: service.service.clone(), stop, reopens_at }
}

/// What the server said just now goes before what was known.
fn with_code(known: Refusal, code: Code) -> Refusal {
    let Refusal::Closed { service, stop, reopens_at } = known else { return known };
    let stop = if code == Code::LimitReached {
        Some(Stop::Limit)
    } else if code == Code::DayClosed {
        Some(Stop::DayClosed)
    } else {
        stop
    };
    Refusal::Closed { service, stop, reopens_at }
}

impl Blocked {
    /// In one word, for the server's list of devices.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Away => "away",
            Self::UnknownOffice => "unknown_office",
            Self::NotAllowed => "not_allowed",
            Self::CannotWrite => "cannot_write",
        }
    }
}
