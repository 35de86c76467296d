//! What the kiosk knows of its office, and how fresh it is: the event stream, what is loaded beside it, and
//! the server's time.
use client::{Failure, News, OfficeMessage};
use protocol::{Board, Code, Moment, Office, ServiceNow};

use super::{Act, Blocked};

/// The language of a kiosk that knows no office yet.
pub(crate) const LANGUAGE: &str = "vi";

/// A lost line is told after this long: most come back at once.
const AWAY_AFTER_MS: u64 = 3_000;

/// The least time between two loads of the same.
const LOAD_GAP_MS: u64 = 2_000;

/// The office as far as it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Hall {
    pub(super) office: Option<Office>,
    pub(super) services: Vec<ServiceNow>,
    line: Line,
    unknown_office: bool,
    not_allowed: bool,
    /// The server's time, and when it was heard.
    heard: Option<(Moment, u64)>,
    office_load: Load,
    services_load: Load,
    /// The minute of the server's time for which everything was loaded.
    minute: Option<i64>,
}

/// The event stream.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    Up,
    Down { since_ms: u64 },
}

impl Default for Line {
    fn default() -> Self {
        Self::Down { since_ms: 0 }
    }
}

/// Something that is loaded again and again, but not too often.
#[derive(Clone, Debug, Default)]
struct Load {
    wanted: bool,
    under_way: bool,
    not_before_ms: u64,
}

impl Load {
    fn begin(&mut self, now_ms: u64) -> bool {
        let begins = self.wanted && !self.under_way && now_ms >= self.not_before_ms;
        if begins {
            *self = Self { wanted: false, under_way: true, not_before_ms: now_ms + LOAD_GAP_MS };
        }
        begins
    }

    /// It ended; what failed is wanted still.
    fn end(&mut self, came: bool) {
        self.under_way = false;
        self.wanted |= !came;
    }

    fn next_ms(&self) -> Option<u64> {
        (self.wanted && !self.under_way).then_some(self.not_before_ms)
    }
}

impl Hall {
    pub(super) fn link(&mut self, news: News<OfficeMessage>, now_ms: u64) {
        match news {
            News::Connected => {
                (self.line, self.unknown_office) = (Line::Up, false);
                self.want_all();
            }
            News::Message(OfficeMessage::Board(board)) => self.board(&board, now_ms),
            // Each comes with a board, which says all that is shown here.
            News::Message(
                OfficeMessage::Call(_) | OfficeMessage::Withdrawn(_) | OfficeMessage::Notice(_),
            ) => {}
            News::Lost(_) => self.line_lost(now_ms),
            News::Refused(problem) => {
                self.unknown_office = problem.code == Code::UnknownOffice;
                self.line_lost(now_ms);
            }
        }
    }

    fn line_lost(&mut self, now_ms: u64) {
        if self.line == Line::Up {
            self.line = Line::Down { since_ms: now_ms };
        }
    }

    fn board(&mut self, board: &Board, now_ms: u64) {
        // A board that was published a while ago is behind the time that is known; it does not set it back.
        if self.server_now(now_ms).is_none_or(|known| board.at > known) {
            self.heard = Some((board.at, now_ms));
        }
        for line in &board.waiting {
            if let Some(service) = self.services.iter_mut().find(|service| service.service == line.service) {
                service.waiting = line.count;
                service.estimate.clone_from(&line.estimate);
            }
        }
        self.services_load.wanted = true;
    }

    pub(super) fn office_came(&mut self, result: Result<Office, Failure>, now_ms: u64) {
        self.office_load.end(result.is_ok());
        if let Ok(office) = result {
            self.heard = Some((office.now, now_ms));
            self.minute = Some(minute(office.now));
            self.office = Some(office);
        }
    }

    pub(super) fn services_came(&mut self, result: Result<Vec<ServiceNow>, Failure>) {
        self.services_load.end(result.is_ok());
        if let Ok(services) = result {
            self.services = services;
        }
    }

    pub(super) fn heartbeat_answered(&mut self, result: &Result<(), Failure>) {
        match result {
            Ok(()) => self.not_allowed = false,
            Err(Failure::Refused(problem)) => self.not_allowed = not_allowed(problem.code),
            // Says nothing about the key.
            Err(Failure::Busy { .. } | Failure::Away(_)) => {}
        }
    }

    pub(super) fn want_services(&mut self) {
        self.services_load.wanted = true;
    }

    pub(super) fn want_all(&mut self) {
        (self.office_load.wanted, self.services_load.wanted) = (true, true);
    }

    /// What is to be loaded at this moment.
    pub(super) fn time(&mut self, now_ms: u64, acts: &mut Vec<Act>) {
        let now = self.server_now(now_ms).map(minute);
        if self.minute.is_some() && self.minute != now {
            self.minute = now;
            self.want_all();
        }
        if self.line != Line::Up {
            return;
        }
        if self.office_load.begin(now_ms) {
            acts.push(Act::LoadOffice);
        }
        if self.services_load.begin(now_ms) {
            acts.push(Act::LoadServices);
        }
    }

    /// When something changes without anybody doing anything.
    pub(super) fn next_ms(&self, now_ms: u64) -> impl Iterator<Item = u64> {
        let minute_ends = self.server_now(now_ms).map(|now| {
            let left_ms = MINUTE_MS - now.at_ms().rem_euclid(MINUTE_MS);
            now_ms + left_ms.unsigned_abs()
        });
        let (loads, away) = match self.line {
            Line::Up => ([self.office_load.next_ms(), self.services_load.next_ms()], None),
            Line::Down { since_ms } => ([None, None], Some(since_ms + AWAY_AFTER_MS)),
        };
        loads.into_iter().chain([minute_ends, away]).flatten()
    }

    pub(super) fn server_now(&self, now_ms: u64) -> Option<Moment> {
        let (moment, at_ms) = self.heard?;
        Some(moment.plus_ms(i64::try_from(now_ms.saturating_sub(at_ms)).unwrap_or(i64::MAX)))
    }

    pub(super) fn blocked(&self, now_ms: u64) -> Option<Blocked> {
        if self.unknown_office {
            return Some(Blocked::UnknownOffice);
        }
        if self.not_allowed {
            return Some(Blocked::NotAllowed);
        }
        match self.line {
            Line::Down { since_ms } if now_ms >= since_ms + AWAY_AFTER_MS => Some(Blocked::Away),
            Line::Up | Line::Down { .. } if self.office.is_none() || self.services.is_empty() => {
                Some(Blocked::Starting)
            }
            Line::Up | Line::Down { .. } => None,
        }
    }
}

const MINUTE_MS: i64 = 60_000;

fn minute(moment: Moment) -> i64 {
    moment.at_ms().div_euclid(MINUTE_MS)
}

/// Whether the server does not take this device's key.
pub(crate) fn not_allowed(code: Code) -> bool {
    matches!(code, Code::Unauthenticated | Code::Forbidden)
}
