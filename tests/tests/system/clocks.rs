//! A machine whose clock is set forward and back while the server runs, and between two of its lives: no time of the
//! log goes back, no number comes twice, and each day begins and ends once.
use std::fs;

use serde_json::{Value, json};
use tests::hall::{Hall, PASSWORD, office_path};
use tests::wire::{Answer, Request};

/// A hall with one who presses and one who calls, and what they have seen.
struct Watched {
    hall: Hall,
    presses: usize,
    last: String,
}

impl Watched {
    fn open() -> Self {
        Self { hall: Hall::by_a_clock(), presses: 0, last: String::new() }
    }

    fn try_press(&mut self) -> Answer {
        self.presses += 1;
        let press = Request::post(&office_path("tickets"), &json!({"service": "A"}));
        let press = press.header("authorization", format!("Bearer {}", self.hall.key("kiosk")));
        self.hall.send(&press.header("idempotency-key", self.presses.to_string()))
    }

    /// Takes a number, which comes later than all before.
    fn press(&mut self) -> String {
        let answer = self.try_press();
        assert_eq!(answer.status, 201, "{}", answer.text());
        let at = answer.json()["issued_at"].as_str().unwrap().to_owned();
        assert!(at >= self.last, "{at} after {}", self.last);
        self.last = at;
        answer.json()["number"].as_str().unwrap().to_owned()
    }

    fn staff(&self, user: &str, path: &str, body: &Value) -> Answer {
        let login = Request::post("/api/v1/login", &json!({"user": user, "password": PASSWORD}));
        let cookie = self.hall.send(&login).header("set-cookie").unwrap().to_owned();
        let cookie = cookie.split(';').next().unwrap();
        self.hall.send(&Request::post(&office_path(path), body).header("cookie", cookie))
    }

    fn next(&self) -> Value {
        let answer = self.staff("clerk-1", "counters/1/next", &json!({}));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["ticket"]["number"].clone()
    }

    /// The day on the office's own clock.
    fn date(&self) -> String {
        let office = self.hall.send(&Request::new("GET", "/api/v1/offices/hall"));
        office.json()["now"].as_str().unwrap()[..10].to_owned()
    }

    fn ready(&self) -> String {
        let ready = self.hall.ready();
        assert_eq!((ready.status, ready.text().lines().next()), (200, Some("ok")), "{}", ready.text());
        ready.text()
    }

    fn restart(&mut self) {
        self.hall.kill();
        self.hall.start();
    }

    fn log(&self) -> String {
        fs::read_to_string(self.hall.path().join("server.log")).unwrap()
    }

    /// How often the server's log tells that the clock was set, forward and back.
    fn told(&self) -> (usize, usize) {
        let log = self.log();
        let count = |way: &str| log.matches(&format!("the machine's clock was set {way} by")).count();
        (count("forward"), count("back"))
    }

    /// The days that were closed, as often as they were.
    fn closed(&self) -> Vec<String> {
        let verified = self.hall.command(&["verify", "--seals"], "").unwrap();
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
        let seals = String::from_utf8(verified.stdout).unwrap();
        let dates = seals.lines().filter_map(|line| line.strip_prefix("hall ")?.split_once('='));
        dates.map(|(date, _)| date.to_owned()).collect()
    }
}

#[test]
fn a_clock_set_back_changes_nothing() {
    let mut watched = Watched::open();
    watched.staff("clerk-1", "counters/1/open", &json!({}));
    watched.hall.clock().set("2026-11-23T09:00:00+07:00");
    assert_eq!(watched.press(), "A001");
    let mut numbers = 1;
    // Some minutes, some hours, over midnight, a day, and to where machines begin whose battery is empty.
    for time in ["23T08:50", "23T05:00", "22T23:30", "22T09:00", "01T00:00"] {
        watched.hall.clock().set(&format!("2026-11-{time}:00+07:00"));
        for _ in 0..2 {
            numbers += 1;
            assert_eq!(watched.press(), format!("A{numbers:03}"), "{time}");
            assert_eq!(watched.date(), "2026-11-23");
            let ready = watched.ready();
            assert!(
                ready.contains("hall: the machine's clock is ") && ready.contains(" minutes behind"),
                "{ready}"
            );
            watched.restart();
        }
    }
    for number in 1..=numbers {
        assert_eq!(watched.next(), format!("A{number:03}"), "in the order in which they came");
    }
    assert_eq!(watched.told(), (1, 5), "{}", watched.log());
    watched.hall.clock().set("2026-11-23T09:30:00+07:00");
    assert_eq!(watched.press(), format!("A{:03}", numbers + 1));
    assert!(!watched.ready().contains("behind"), "{}", watched.ready());
    assert_eq!(watched.closed(), Vec::<String>::new());
}

#[test]
fn over_midnight_and_back_each_day_is_closed_once() {
    let mut watched = Watched::open();
    let mut at = |time: &str, number: &str, date: &str| {
        watched.hall.clock().set(&format!("2026-11-{time}:00+07:00"));
        assert_eq!(watched.press(), number, "{time}");
        assert_eq!(watched.date(), date, "{time}");
        watched.restart();
        assert_eq!(watched.date(), date, "{time}, after a restart");
    };
    at("23T08:10", "A001", "2026-11-23");
    at("23T23:50", "A002", "2026-11-23");
    at("24T00:05", "A001", "2026-11-24");
    at("23T23:55", "A002", "2026-11-24");
    at("23T08:00", "A003", "2026-11-24");
    at("24T00:06", "A004", "2026-11-24");
    at("26T00:01", "A001", "2026-11-26");
    at("25T12:00", "A002", "2026-11-26");
    assert_eq!(watched.told(), (5, 3), "{}", watched.log());
    assert_eq!(watched.closed(), ["2026-11-23", "2026-11-24"]);
}

#[test]
fn a_date_far_from_the_last_opens_no_day_by_itself() {
    let mut watched = Watched::open();
    assert_eq!(watched.press(), "A001");
    watched.hall.clock().set("2026-12-10T08:00:00+07:00");
    for _ in 0..2 {
        let refused = watched.try_press();
        assert_eq!((refused.status, refused.json()["code"].clone()), (409, json!("day_closed")));
        assert!(watched.ready().contains("a manager must open the day"), "{}", watched.ready());
        watched.restart();
    }
    assert_eq!(watched.told(), (1, 0), "{}", watched.log());
    for (date, status) in [("2026-11-23", 422), ("2026-12-10", 204), ("2026-12-10", 409)] {
        let opened = watched.staff("manager", "day/open", &json!({"date": date}));
        assert_eq!(opened.status, status, "{date}: {}", opened.text());
    }
    assert_eq!(watched.press(), "A001");
    assert!(!watched.ready().contains("manager"), "{}", watched.ready());
    assert_eq!(watched.closed(), ["2026-11-23"]);
}
