//! A small office to try the rules on: A at counters 1 and 2, B at counter 3 and, later by 10 minutes, at 2.
//! For tests of this and other crates only.
use alloc::vec;

use jiff::civil::date;
use protocol::Text;

use crate::{Counter, Hours, Limits, Office, PauseReason, Priority, Rules, Service, Session};

/// A session from a minute to a minute of the day.
pub fn session(from_min: u16, to_min: u16) -> Session {
    Session { from_min, to_min }
}

/// Works 07:30 to 11:30 and 13:00 to 17:00, Saturdays in the morning; 2026-11-24 is off, 2026-11-28 is worked.
pub fn office() -> Office {
    let workday = vec![session(450, 690), session(780, 1020)];
    let mut week = [(); 7].map(|()| workday.clone());
    week[5] = vec![session(450, 690)];
    week[6] = vec![];
    let text = |text: &str| Text::from([("vi", text)]);
    Office {
        code: "test".into(),
        name: text("Test"),
        unit: text("Test"),
        time_zone: "Asia/Ho_Chi_Minh".into(),
        agency: None,
        languages: vec!["vi".into()],
        hotline: "0276".into(),
        notice: None,
        wifi: None,
        hours: Hours {
            week,
            worked: workday,
            first_ticket_min: 30,
            last_ticket_min: 30,
            project_close: false,
            days: vec![],
            off: [date(2026, 11, 24)].into(),
            worked_days: [date(2026, 11, 28)].into(),
        },
        rules: Rules {
            recall_gap_s: 10,
            no_show_calls: 2,
            no_show_after_s: 0,
            return_behind: 3,
            return_max: 1,
            undo_s: 60,
            clerk_may_call: false,
            self_priority: true,
            ask_priority_reason: false,
            forgotten_min: 30,
            estimate_step_min: 5,
        },
        limits: Limits { wait_mean_min: 15, wait_longest_min: 45, retention_days: 90 },
        priorities: vec![Priority { code: "elderly".into(), name: text("60"), credit_min: 20 }],
        services: vec![service("A", 6), service("B", 12)],
        counters: vec![
            counter("1", &[("A", 0)]),
            counter("2", &[("A", 0), ("B", 10)]),
            counter("3", &[("B", 0)]),
        ],
        pause_reasons: vec![PauseReason { code: "break".into(), name: text("Nghỉ") }],
        procedures: vec![],
    }
}

/// A service with a mean visit in minutes.
pub fn service(letter: &str, minutes: u32) -> Service {
    Service {
        letter: letter.parse().expect("a letter"),
        name: Text::default(),
        short: Text::default(),
        hint: Text::default(),
        color: "#1F5FA8".into(),
        minutes,
        range: (1, 999),
        daily_limit: 0,
        first_ticket_min: None,
        last_ticket_min: None,
    }
}

/// A counter with what it serves and the minutes by which it counts that as later.
/// # Panics
/// When a letter is none.
pub fn counter(code: &str, services: &[(&str, u32)]) -> Counter {
    let services = services.iter().map(|(letter, minutes)| (letter.parse().expect("a letter"), *minutes));
    Counter { code: code.into(), name: Text::default(), services: services.collect() }
}
