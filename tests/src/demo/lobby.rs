//! The visitors at a kiosk of their own: each takes a number when it is time, and is known by it from then on.
use std::collections::{BTreeMap, VecDeque};

use client::{Device, Failure};
use protocol::{IssueRequest, IssuedTicket, Printed, StaffTicket};
use simulation::{Coming, Visitor};

/// How long a visit takes and when its visitor comes, where a number was taken by hand and nobody knows.
const BY_HAND_VISIT_MS: i64 = 4 * 60_000;
const BY_HAND_WALK_MS: i64 = 15_000;

/// Everybody in front of the counters.
pub(super) struct Lobby {
    kiosk: Device,
    coming: VecDeque<Visitor>,
    holders: BTreeMap<String, Visitor>,
    /// What begins every key of this run.
    run: String,
    took: usize,
    turned_away: usize,
}

impl Lobby {
    /// Visitors who will come, and the kiosk they will find.
    pub(super) fn new(kiosk: Device, visitors: Vec<Visitor>, run: String) -> Self {
        Self { kiosk, coming: visitors.into(), holders: BTreeMap::new(), run, took: 0, turned_away: 0 }
    }

    /// Everybody whose time has come takes a number. Without an answer they try again the next time.
    pub(super) async fn come(&mut self, now_ms: i64) {
        while let Some(visitor) = self.coming.pop_front_if(|visitor| visitor.at_ms <= now_ms) {
            let key = format!("{}-{}", self.run, self.took + self.turned_away);
            match self.kiosk.issue(&key, &request(&visitor)).await {
                Ok(ticket) => self.seated(visitor, ticket).await,
                Err(Failure::Refused(_)) => self.turned_away += 1,
                Err(Failure::Busy { .. } | Failure::Away(_)) => return self.coming.push_front(visitor),
            }
        }
    }

    /// Who holds the ticket that a counter has in hand; whoever took it by hand is made up.
    pub(super) fn holder(&mut self, ticket: &StaffTicket) -> Option<&Visitor> {
        let service = ticket.service.parse().ok()?;
        let visitor = self.holders.entry(ticket.number.clone()).or_insert_with(|| Visitor {
            at_ms: 0,
            service,
            priority: false,
            assist: false,
            visit_ms: BY_HAND_VISIT_MS,
            coming: Coming::After(BY_HAND_WALK_MS),
        });
        Some(visitor)
    }

    /// How many got a number.
    pub(super) fn took(&self) -> usize {
        self.took
    }

    /// How many got none.
    pub(super) fn turned_away(&self) -> usize {
        self.turned_away
    }

    async fn seated(&mut self, visitor: Visitor, ticket: IssuedTicket) {
        self.took += 1;
        // Whether it is told that the paper came out changes nothing for the visitor.
        let _ = self.kiosk.printed(&ticket.number, &Printed { ok: true, problem: None }).await;
        self.holders.insert(ticket.number, visitor);
    }
}

fn request(visitor: &Visitor) -> IssueRequest {
    IssueRequest {
        service: visitor.service.to_string(),
        priority: visitor.priority.then(|| "yes".to_owned()),
        lang: Some("vi".into()),
        assist: visitor.assist,
        procedure: None,
    }
}
