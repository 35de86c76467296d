//! Followers that do not read, or one byte at a time: they cost little and hold nobody up, and are made whole.
use std::thread;

use serde_json::{Value, json};
use tests::hall::{Hall, office_path};
use tests::listener::Listener;
use tests::socket;
use tests::wire::{Event, Events, Request};

/// Changes of the hall while some do not read.
const CHANGES: u64 = 400;
/// So many do not read.
const SLOW: usize = 60;
/// What all those may cost together, KiB: 64 for each.
const MEMORY_MAX_KIB: u64 = SLOW as u64 * 64;
/// Bytes that a slow one reads at once, when it reads at last.
const AT_ONCE: usize = 1024;

/// A hall in which A001 is called at counter 1 and may be called again at once.
struct Lobby {
    hall: Hall,
    cookie: String,
    /// The path of the stream of A001's ticket.
    ticket: String,
}

impl Lobby {
    fn open() -> Self {
        let hall = Hall::with_rules("recall_gap_s = 0");
        let press = Request::post(&office_path("tickets"), &json!({"service": "A"}));
        let bearer = format!("Bearer {}", hall.key("kiosk"));
        let issued = hall.send(&press.header("authorization", bearer).header("idempotency-key", "k")).json();
        let ticket = format!("/api/v1/tickets/{}/events", issued["token"].as_str().unwrap());
        let lobby = Self { cookie: hall.cookie("clerk-1"), hall, ticket };
        lobby.act("open");
        lobby.act("next");
        lobby
    }

    fn act(&self, act: &str) -> Value {
        let request = Request::post(&office_path(&format!("counters/1/{act}")), &json!({}));
        let answer = self.hall.send(&request.header("cookie", self.cookie.as_str()));
        assert_eq!(answer.status, 200, "{act}: {}", answer.text());
        answer.json()
    }

    /// Streams on lines that hold hardly anything, each with its first message read.
    fn slow(&self, path: &str) -> Vec<(Event, Events)> {
        let follow = |_| {
            let line = socket::narrow(self.hall.address()).unwrap();
            let mut events = Request::new("GET", path).follow_over(line, AT_ONCE).unwrap();
            (events.read().unwrap().unwrap(), events)
        };
        (0..SLOW).map(follow).collect()
    }

    /// Calls A001 again and again, each time only when somebody who reads has heard of the time before; gives by how
    /// much more memory the server takes then, KiB.
    fn call_again(&self, mut hear: impl FnMut(u64)) -> u64 {
        let (before, _) = self.hall.memory_kib();
        for recall in 1..=CHANGES {
            assert_eq!(self.act("recall")["calls"], recall + 1);
            hear(recall);
        }
        self.hall.memory_kib().0.saturating_sub(before)
    }
}

/// Hears everything up to the first board with the last call, and comes back when it was cut off; gives how many boards
/// there were.
fn hear_all(address: &str, mut events: Events, listener: &mut Listener) -> usize {
    let mut boards = 0;
    loop {
        let Ok(Some(event)) = events.read() else {
            let last_id = listener.last_id().to_string();
            let back = Request::new("GET", &office_path("events")).header("last-event-id", last_id);
            events = back.follow(address).unwrap();
            continue;
        };
        listener.hear(&event);
        boards += usize::from(event.name == "board");
        if event.data["calls"][0]["recalls"] == CHANGES {
            return boards;
        }
    }
}

fn every_call() -> Vec<String> {
    (1..=CHANGES).map(|recall| format!("A001+{recall}")).collect()
}

#[test]
fn a_lobby_that_does_not_read_holds_nobody_up_and_is_made_whole() {
    let lobby = Lobby::open();
    let mut slow = lobby.slow(&office_path("events"));
    let mut quick = lobby.hall.follow(None);
    let first = quick.read().unwrap().unwrap();
    let (mut listener, mut boards) = (Listener::since(first.id.unwrap()), 0);
    let grown = lobby.call_again(|recall| {
        while listener.heard().len() < recall as usize {
            let event = quick.read().unwrap().unwrap();
            boards += usize::from(event.name == "board");
            listener.hear(&event);
        }
    });
    assert!(grown < MEMORY_MAX_KIB, "{SLOW} slow lobbies took {grown} KiB");
    boards += hear_all(lobby.hall.address(), quick, &mut listener);
    assert_eq!(listener.shown(), every_call());
    let gone = slow.split_off(SLOW / 2);
    for (first, events) in slow {
        let mut listener = Listener::since(first.id.unwrap());
        let its_boards = hear_all(lobby.hall.address(), events, &mut listener);
        assert_eq!(listener.shown(), every_call());
        assert!(its_boards < boards, "{its_boards} of {boards} boards: it was never held up");
    }
    for (first, mut events) in gone {
        let mut listener = Listener::since(first.id.unwrap());
        listener.hear(&events.read().unwrap().unwrap());
        drop(events);
        let back = lobby.hall.follow(Some(listener.last_id()));
        hear_all(lobby.hall.address(), back, &mut listener);
        assert_eq!(listener.shown(), every_call());
    }
    println!("{boards} boards for a lobby that reads; {SLOW} that do not took {grown} KiB");
}

#[test]
fn a_phone_that_does_not_read_is_cut_off_and_made_whole() {
    let lobby = Lobby::open();
    let slow = lobby.slow(&lobby.ticket);
    let follow = || Request::new("GET", &lobby.ticket).follow(lobby.hall.address()).unwrap();
    let mut quick = follow();
    quick.read().unwrap();
    let grown = lobby.call_again(|recall| {
        // No change of its own ticket is passed over, and each comes at once.
        assert_eq!(quick.read().unwrap().unwrap().data["recalls"], recall);
    });
    assert!(grown < MEMORY_MAX_KIB, "{SLOW} slow phones took {grown} KiB");
    for (first, mut events) in slow {
        let mut last = first.data;
        while let Some(event) = events.read().unwrap() {
            assert_eq!(event.data["recalls"].as_u64().unwrap(), last["recalls"].as_u64().unwrap() + 1);
            last = event.data;
        }
        assert!(last["recalls"].as_u64().unwrap() < CHANGES, "it is cut off, and not in silence");
        assert_eq!(follow().read().unwrap().unwrap().data["recalls"], CHANGES);
    }
    println!("{SLOW} phones that do not read took {grown} KiB");
}

#[test]
fn whoever_reads_a_byte_at_a_time_hears_everything() {
    let lobby = Lobby::open();
    let follow = |path: &str| {
        let line = socket::narrow(lobby.hall.address()).unwrap();
        Request::new("GET", path).follow_over(line, 1).unwrap()
    };
    let mut office = follow(&office_path("events"));
    let mut phone = follow(&lobby.ticket);
    let first = office.read().unwrap().unwrap();
    let mut listener = Listener::since(first.id.unwrap());
    let address = lobby.hall.address();
    thread::scope(|threads| {
        threads.spawn(|| hear_all(address, office, &mut listener));
        threads.spawn(|| while phone.read().unwrap().unwrap().data["recalls"] != CHANGES {});
        lobby.call_again(|_| {});
    });
    assert_eq!(listener.shown(), every_call());
}
