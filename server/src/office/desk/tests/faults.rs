//! Faults that once left something behind, one by one.
use queue::{Actor, Caller, Command, Issue, Office, Standing};
use serde_json::Value;
use simulation::Dice;
use tokio::sync::oneshot;

use super::disk::{Disk, Troubles};
use super::office;
use super::server::Server;
use super::time::Hands;
use crate::office::errands::Asked;
use crate::office::inbox::Job;
use crate::office::{Answer, Denied, Fault, Request};
use crate::store::log::Log;

/// Nothing is ever synced.
const NO_SYNC: Troubles = Troubles { sync: 1.0, ..Troubles::NONE };

struct House {
    hands: Hands,
    disk: Disk,
}

impl House {
    fn new() -> Self {
        let hands = Hands::new(office::MORNING_MS);
        Self { disk: Disk::new(Dice::new(1), hands.clone(), office::log()), hands }
    }

    /// A server that has worked once.
    fn server(&self) -> Server {
        self.disk.begin_program();
        let mut server = Server::start(&self.disk, &self.hands).unwrap();
        server.work(Vec::new());
        server
    }

    fn change_zone(&self, zone: &str) {
        let changed = Office { time_zone: zone.to_owned(), ..office::round_the_clock() };
        let asked = serde_json::to_string(&Asked::Apply(Box::new(changed))).unwrap();
        Log::open(&self.disk.log()).unwrap().ask_errand(&asked, office::MORNING_MS).unwrap();
        self.hands.pass(2000);
    }
}

impl Server {
    fn ask(&mut self, command: Command, standing: Standing) -> Result<Answer, Denied> {
        let caller = Caller { actor: Actor::Account("hoa".into()), standing };
        let (answer, mut answered) = oneshot::channel();
        self.work(vec![Job::Command(Request { caller, key: None, command }, answer)]);
        answered.try_recv().unwrap_or(Err(Denied::Fault(Fault::Storage)))
    }

    /// As clocks on the wall are set by it.
    fn offset(&mut self) -> String {
        let Value::String(at) = self.fresh_board()["at"].take() else { panic!("a board without a time") };
        at[at.len() - 6..].to_owned()
    }
}

fn issue() -> Command {
    let service = "A".parse().unwrap();
    Command::Issue(Issue { service, priority: None, lang: None, assist: false, procedure: None })
}

#[test]
fn a_zone_that_could_not_be_written_is_not_in_force() {
    let house = House::new();
    let mut server = house.server();
    server.ask(Command::CloseDay, Standing::Manager).unwrap();
    house.change_zone("Asia/Tokyo");
    house.disk.trouble(NO_SYNC);
    server.work(Vec::new());
    assert!(!server.is_well());
    assert_eq!(server.offset(), "+07:00");
    house.disk.trouble(Troubles::NONE);
    house.hands.pass(2000);
    server.work(Vec::new());
    assert!(server.is_well());
    assert_eq!(server.offset(), "+09:00");
}

#[test]
fn with_the_day_its_zone_ends_whether_or_not_the_server_is_started_again() {
    for is_restarted in [false, true] {
        let house = House::new();
        let mut server = house.server();
        house.change_zone("UTC");
        server.work(Vec::new());
        assert_eq!(server.offset(), "+07:00", "while a day is open, its zone holds");
        server.ask(Command::CloseDay, Standing::Manager).unwrap();
        if is_restarted {
            drop(server);
            server = house.server();
        }
        assert_eq!(server.offset(), "+00:00");
    }
}

#[test]
fn a_date_that_a_change_of_the_zone_brings_back_is_not_opened_again() {
    let house = House::new();
    let mut server = house.server();
    // 01:00 of the next day here, 18:00 of the same day there.
    house.hands.pass(17 * 3_600_000);
    server.work(Vec::new());
    house.change_zone("UTC");
    server.work(Vec::new());
    server.ask(Command::CloseDay, Standing::Manager).unwrap();
    let today = server.now().date;
    assert_eq!(today.to_string(), "2026-11-23");
    let open = Command::OpenDay { date: today, means: [].into() };
    assert!(matches!(server.ask(open, Standing::Manager), Err(Denied::Refused(_))));
    assert!(server.is_well());
    // The next one was opened here already; the one after it is new.
    for (opens, date) in [(false, "2026-11-24"), (true, "2026-11-25")] {
        house.hands.pass(24 * 3_600_000);
        server.work(Vec::new());
        assert!(server.is_well());
        assert_eq!(server.now().date.to_string(), date);
        assert_eq!(server.ask(issue(), Standing::Device).is_ok(), opens, "{date}");
    }
}

#[test]
fn what_could_not_be_written_is_answered_so_and_does_not_count() {
    let house = House::new();
    let mut server = house.server();
    house.disk.trouble(NO_SYNC);
    assert!(matches!(server.ask(issue(), Standing::Device), Err(Denied::Fault(Fault::Storage))));
    house.disk.trouble(Troubles::NONE);
    let answer = server.ask(issue(), Standing::Device).unwrap();
    assert_eq!(answer.reply.number(), Some("A001"));
}

#[test]
fn a_server_that_begins_on_a_disk_that_cannot_sync_mends_itself() {
    let house = House::new();
    let mut server = house.server();
    server.ask(issue(), Standing::Device).unwrap();
    house.disk.kill();
    drop(server);
    house.disk.trouble(NO_SYNC);
    house.disk.begin_program();
    let mut server = Server::start(&house.disk, &house.hands).unwrap();
    assert!(!server.is_well());
    house.disk.trouble(Troubles::NONE);
    assert_eq!(server.ask(issue(), Standing::Device).unwrap().reply.number(), Some("A002"));
}
