//! A clerk at a counter. What to do is decided from the counter as the server tells it; a counter that somebody else
//! has changed is left alone for a while.
use client::{Act as Sent, Counter, Failure, Staff};
use protocol::{CounterState, CounterSummary, Moment, StaffTicket, TicketState};
use queue::Act;
use simulation::{Clerk, Hand, Shift, Visitor};

use super::day_clock::DayClock;
use super::lobby::Lobby;

/// How long a clerk keeps hands off a counter that somebody drives by hand.
const HANDS_OFF_MS: i64 = 10 * 60_000;

/// A clerk with a counter.
pub(super) struct Desk {
    staff: Staff,
    user: String,
    shift: Shift,
    clerk: Clerk,
    clock: DayClock,
    /// How the clerk left the counter; `None` as long as nothing is known of it.
    left: Option<Look>,
    hands_off_until_ms: Option<i64>,
    served: usize,
    no_shows: usize,
}

/// What a counter looks like from afar.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    state: CounterState,
    clerk: Option<String>,
}

impl Desk {
    /// A clerk who is signed in as `user` and will work this shift.
    pub(super) fn new(staff: Staff, user: String, shift: Shift, clock: DayClock) -> Self {
        let clerk = Clerk::new(shift.clone());
        Self {
            staff,
            user,
            shift,
            clerk,
            clock,
            left: None,
            hands_off_until_ms: None,
            served: 0,
            no_shows: 0,
        }
    }

    /// The counter's code.
    pub(super) fn counter(&self) -> &str {
        &self.shift.counter
    }

    /// Visits that were finished.
    pub(super) fn served(&self) -> usize {
        self.served
    }

    /// Visitors who did not come.
    pub(super) fn no_shows(&self) -> usize {
        self.no_shows
    }

    /// Looks at the counter and acts.
    pub(super) async fn work(&mut self, office: &str, seen: &CounterSummary, lobby: &mut Lobby, now_ms: i64) {
        let holder = seen.ticket.as_ref().and_then(|ticket| lobby.holder(ticket));
        let Some(act) = self.decide(seen, holder, now_ms) else { return };
        let number = seen.ticket.as_ref().map(|ticket| ticket.number.clone());
        let sent = Sent { in_hand: Some(number.as_deref()), key: None };
        match self.send(&self.staff.at(office, &seen.counter), &act, sent).await {
            Ok(()) => self.done(&act, seen),
            // Somebody was quicker, or it is too early: look again, as if just come in.
            Err(Failure::Refused(_)) => self.clerk = Clerk::new(self.shift.clone()),
            Err(Failure::Busy { .. } | Failure::Away(_)) => {}
        }
    }

    fn decide(&mut self, seen: &CounterSummary, holder: Option<&Visitor>, now_ms: i64) -> Option<Act> {
        if !self.has_hands_on(seen, now_ms) {
            return None;
        }
        let hand = match (&seen.ticket, holder) {
            (Some(ticket), Some(visitor)) => Some(hand(ticket, visitor, self.clock.midnight_ms())?),
            (Some(_), None) => return None,
            (None, _) => None,
        };
        let on_duty = self.is_on_duty(now_ms);
        if seen.clerk.as_deref().is_some_and(|clerk| clerk != self.user) {
            return on_duty.then_some(Act::Open { takeover: true });
        }
        let left_open = hand.is_none() && seen.state != CounterState::Closed && !on_duty;
        let act = self.clerk.act(hand, now_ms, self.clock.midnight_ms());
        act.or_else(|| left_open.then_some(Act::Close))
    }

    /// Whether the counter is as this clerk left it. If not, somebody drives it by hand, and the clerk comes in anew
    /// a while later.
    fn has_hands_on(&mut self, seen: &CounterSummary, now_ms: i64) -> bool {
        let look = Look::of(seen);
        if *self.left.get_or_insert_with(|| look.clone()) == look {
            self.hands_off_until_ms = None;
            return true;
        }
        if now_ms < *self.hands_off_until_ms.get_or_insert(now_ms + HANDS_OFF_MS) {
            return false;
        }
        self.left = Some(look);
        self.hands_off_until_ms = None;
        self.clerk = Clerk::new(self.shift.clone());
        true
    }

    fn is_on_duty(&self, now_ms: i64) -> bool {
        self.shift.serves.iter().any(|(from_ms, to_ms)| (*from_ms..*to_ms).contains(&now_ms))
    }

    fn done(&mut self, act: &Act, seen: &CounterSummary) {
        let leave = |state| Some(Look { state, clerk: Some(self.user.clone()) });
        match act {
            Act::Open { .. } => self.left = leave(CounterState::Open),
            Act::Pause { .. } => self.left = leave(CounterState::Paused),
            Act::Close => self.left = Some(Look { state: CounterState::Closed, clerk: None }),
            Act::Next { .. } | Act::Finish { .. } => self.served += usize::from(seen.ticket.is_some()),
            Act::NoShow => self.no_shows += 1,
            Act::Recall | Act::Start => {}
            // A simulated clerk does none of these.
            Act::Call { .. }
            | Act::Serve { .. }
            | Act::Hold { .. }
            | Act::Resume { .. }
            | Act::Transfer { .. }
            | Act::Undo => {}
        }
    }

    async fn send(&self, counter: &Counter<'_>, act: &Act, sent: Sent<'_>) -> Result<(), Failure> {
        match act {
            Act::Open { takeover } => counter.open(*takeover, sent).await.map(drop),
            Act::Pause { reason, until_ms } => {
                let until = until_ms.map(|until_ms| self.clock.moment(until_ms));
                counter.pause(reason, until, sent).await.map(drop)
            }
            Act::Close => counter.close(sent).await.map(drop),
            Act::Next { .. } => counter.next(sent).await.map(drop),
            Act::Recall => counter.recall(sent).await.map(drop),
            Act::Start => counter.start(sent).await.map(drop),
            Act::Finish { .. } => counter.finish(sent).await.map(drop),
            Act::NoShow => counter.no_show(sent).await.map(drop),
            // A simulated clerk does none of these.
            Act::Call { .. }
            | Act::Serve { .. }
            | Act::Hold { .. }
            | Act::Resume { .. }
            | Act::Transfer { .. }
            | Act::Undo => Ok(()),
        }
    }
}

/// What the clerk knows of the ticket in hand, as `Hand::of` does of one in the same process.
fn hand<'a>(ticket: &StaffTicket, visitor: &'a Visitor, midnight_ms: i64) -> Option<Hand<'a>> {
    let after_midnight = |moment: Moment| moment.at_ms() - midnight_ms;
    let started_at = ticket.started_at.filter(|_| ticket.state == TicketState::Serving);
    Some(Hand {
        number: ticket.number.parse().ok()?,
        visitor,
        called_ms: after_midnight(ticket.called_at?),
        calls: ticket.recalls + 1,
        started_ms: started_at.map(after_midnight),
    })
}

impl Look {
    fn of(seen: &CounterSummary) -> Self {
        Self { state: seen.state, clerk: seen.clerk.clone() }
    }
}

#[cfg(test)]
mod tests {
    use simulation::Coming;

    use super::*;

    const MIDNIGHT_MS: i64 = 1_795_366_800_000;

    /// Somebody had been served, came back after a missed call, and is called again.
    #[test]
    fn what_was_before_the_last_call_does_not_count() {
        let ticket: StaffTicket = serde_json::from_str(
            r#"{"number": "A001", "service": "A", "state": "called", "issued_at": "2026-11-23T08:00:00+07:00", "waited_s": 60,
            "calls": 3, "recalls": 0, "called_at": "2026-11-23T08:40:00+07:00", "started_at": "2026-11-23T08:10:00+07:00",
            "priority": null, "assist": false, "lang": null, "printed": null, "note": null, "procedure": null}"#,
        )
        .unwrap();
        let (service, coming) = ("A".parse().unwrap(), Coming::Never);
        let visitor =
            Visitor { at_ms: 0, service, priority: false, assist: false, visit_ms: 240_000, coming };
        let hand = hand(&ticket, &visitor, MIDNIGHT_MS).unwrap();
        assert_eq!((hand.calls, hand.called_ms, hand.started_ms), (1, (8 * 60 + 40) * 60_000, None));
    }
}
