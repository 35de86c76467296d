//! The life of one office from a seed: time goes by and is set, people ask, the disk fails, the program is killed, the
//! power goes, the server comes back. After every step all that anybody was told is compared with what is on the disk.
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use queue::Office;
use simulation::Dice;

use super::disk::{Disk, Troubles};
use super::lobby::Lobby;
use super::office;
use super::people::{Answered, People};
use super::phone::Phone;
use super::record::Truth;
use super::server::Server;
use super::time::Hands;
use super::wishes::one;
use crate::office::errands::Asked;
use crate::office::inbox::Job;
use crate::store::log::Log;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// An office's life.
pub(super) struct Life {
    dice: Dice,
    hands: Hands,
    disk: Disk,
    server: Option<Server>,
    truth: Truth,
    people: People,
    lobbies: Vec<Lobby>,
    phones: Vec<Phone>,
    transcript: DefaultHasher,
    pub(super) told: Told,
}

/// How much was told, so that it is known that something was tried.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) answers: usize,
    pub(super) messages: usize,
    pub(super) failures: u32,
    pub(super) restarts: u32,
    pub(super) days: u32,
}

impl Told {
    pub(super) fn add(&mut self, other: &Self) {
        self.answers += other.answers;
        self.messages += other.messages;
        self.failures += other.failures;
        self.restarts += other.restarts;
        self.days += other.days;
    }
}

impl Life {
    pub(super) fn new(seed: u64) -> Self {
        let hands = Hands::new(office::MORNING_MS);
        let dice = |part: u64| Dice::new(seed * 8 + part);
        Self {
            dice: dice(0),
            disk: Disk::new(dice(1), hands.clone(), office::log()),
            hands,
            server: None,
            truth: Truth::default(),
            people: People::new(dice(2), 6),
            lobbies: (0..3).map(|_| Lobby::default()).collect(),
            phones: Vec::new(),
            transcript: DefaultHasher::new(),
            told: Told::default(),
        }
    }

    /// So many steps with these troubles, and then some without any, after which everything must be well.
    pub(super) async fn live(&mut self, steps: u32, troubles: Troubles) {
        self.disk.trouble(troubles);
        for _ in 0..steps {
            self.step().await;
        }
        self.disk.trouble(Troubles::NONE);
        for _ in 0..3 {
            self.pass(2000).await;
            self.start();
            self.work(Vec::new());
        }
        self.assert_whole().await;
        self.told.failures = self.disk.failures();
        self.told.days = self.truth.read().days;
    }

    /// What everybody was told, in short: the same for the same life.
    pub(super) fn transcript(&self) -> u64 {
        self.transcript.finish()
    }

    async fn step(&mut self) {
        self.time_goes_by().await;
        if self.dice.chance(0.03) {
            self.ask_errand();
        }
        match self.dice.pick(&[0.02, 0.02, 0.02, 1.0]) {
            0 => self.stop(),
            1 => self.kill(),
            2 => self.cut_power(),
            _ => {}
        }
        self.start();
        let mut jobs = self.asked();
        jobs.extend(self.follow());
        self.work(jobs);
        self.listen();
    }

    async fn time_goes_by(&mut self) {
        let longest_ms = [2000, MINUTE_MS, 20 * MINUTE_MS, 30 * HOUR_MS];
        let longest_ms = longest_ms[self.dice.pick(&[70.0, 20.0, 6.0, 1.0])];
        let ms = self.dice.between_ms(0, longest_ms);
        self.pass(ms).await;
        if self.dice.chance(0.04) {
            let farthest_ms = one(&mut self.dice, &[5 * MINUTE_MS, HOUR_MS, 20 * DAY_MS]);
            self.hands.set(self.dice.between_ms(-farthest_ms, farthest_ms));
        }
    }

    async fn pass(&self, ms: i64) {
        self.hands.pass(ms);
        tokio::time::advance(Duration::from_millis(ms.unsigned_abs())).await;
    }

    /// The server begins, unless its disk doesn't let it.
    fn start(&mut self) {
        if self.server.is_none() {
            self.disk.begin_program();
            self.server = Server::start(&self.disk, &self.hands);
            self.told.restarts += u32::from(self.server.is_some());
        }
    }

    /// The server ends in good order.
    fn stop(&mut self) {
        self.work(vec![Job::Stop]);
        if let Some(server) = &mut self.server {
            server.stop();
        }
        self.lose();
    }

    fn kill(&mut self) {
        self.disk.kill();
        self.lose();
    }

    fn cut_power(&mut self) {
        self.disk.cut_power();
        self.lose();
    }

    /// The server is gone, and whoever followed notices.
    fn lose(&mut self) {
        self.server = None;
        self.people.lose();
        self.lobbies.iter_mut().for_each(Lobby::lose);
        self.phones.clear();
    }

    /// What people ask now.
    fn asked(&mut self) -> Vec<Job> {
        let Some(server) = &mut self.server else { return Vec::new() };
        let today = server.now().date;
        self.people.ask(&self.truth.read().whole, today)
    }

    fn follow(&mut self) -> Option<Job> {
        let is_there = self.server.as_ref().is_some_and(|server| server.was_well);
        if !is_there || self.people.papers.is_empty() || !self.dice.chance(0.1) {
            return None;
        }
        let paper = one(&mut self.dice, &self.people.papers);
        let (phone, job) = Phone::new(paper);
        self.phones.push(phone);
        Some(job)
    }

    /// One batch, and what comes of it for everybody.
    fn work(&mut self, jobs: Vec<Job>) {
        let Some(server) = &mut self.server else { return };
        let (before, failures) = (server.now().date, self.disk.failures());
        let seen = server.work(jobs);
        let dates = (before, server.now().date);
        let is_well = server.is_well();
        if !self.disk.is_alive() {
            // It was killed while it worked: nobody heard anything.
            return self.come_to_an_end();
        }
        assert!(is_well || self.disk.failures() > failures, "it can't write, and nothing failed");
        let left = self.disk.left();
        self.truth.look(&left);
        let left = Log::open(&left).unwrap();
        let heard = self.people.hear(&Answered { is_well, dates, read: self.truth.read(), left: &left });
        self.people.assert_known(dates.1, self.truth.read(), &left);
        self.told.answers += heard.len();
        heard.hash(&mut self.transcript);
        server.check(seen, &mut self.truth);
        server.tell_phones();
        self.phones.retain_mut(Phone::begin);
    }

    fn come_to_an_end(&mut self) {
        if self.dice.chance(0.5) { self.cut_power() } else { self.kill() }
    }

    /// Some listen and some don't, for a while.
    fn listen(&mut self) {
        self.read_phones(0.7);
        let most = one(&mut self.dice, &[1, 3, 100]);
        self.show(0.5, most);
    }

    fn show(&mut self, share: f64, most: usize) {
        let Some(server) = self.server.as_mut().filter(|server| server.was_well) else { return };
        let now_ms = server.now().at_ms;
        for lobby in &mut self.lobbies {
            if self.dice.chance(share) {
                lobby.connect(server.published(), &self.hands.clock(), now_ms, &self.truth);
                let heard = lobby.listen(most, &mut self.truth);
                self.told.messages += heard.len();
                heard.hash(&mut self.transcript);
            }
        }
    }

    fn read_phones(&mut self, share: f64) {
        for mut phone in std::mem::take(&mut self.phones) {
            if !self.dice.chance(share) {
                self.phones.push(phone);
            } else if let Some(heard) = phone.read(self.truth.read()) {
                self.told.messages += heard.len();
                heard.hash(&mut self.transcript);
                self.phones.push(phone);
            }
        }
    }

    /// The command line puts a changed office into force.
    fn ask_errand(&mut self) {
        let office = Office {
            hotline: one(&mut self.dice, &["0276", "1022"]).to_owned(),
            time_zone: one(&mut self.dice, &["Asia/Ho_Chi_Minh", "Asia/Tokyo", "UTC"]).to_owned(),
            ..office::round_the_clock()
        };
        let asked = serde_json::to_string(&Asked::Apply(Box::new(office))).unwrap();
        // When the disk does not let it, somebody reads so on the terminal.
        let _ = Log::open(&self.disk.log()).and_then(|log| log.ask_errand(&asked, self.hands.wall_ms()));
    }

    /// Everybody knows everything.
    async fn assert_whole(&mut self) {
        for _ in 0..20 {
            self.pass(1000).await;
            self.work(Vec::new());
            self.show(1.0, 1000);
        }
        self.read_phones(1.0);
        let server = self.server.as_mut().expect("nothing is wrong any more");
        assert!(server.is_well(), "it does not mend itself");
        let board = server.fresh_board();
        for lobby in &self.lobbies {
            lobby.assert_whole(&self.truth);
            assert_eq!(without_time(&lobby.board), without_time(&board));
        }
        self.phones.iter().for_each(|phone| phone.assert_whole(self.truth.read()));
        let errands = Log::open(&self.disk.left()).unwrap().errands().unwrap();
        assert!(errands.is_empty(), "somebody was left without an answer");
        let verified = crate::verify::log(&self.disk.left());
        assert!(verified.is_ok(), "{}", verified.unwrap_err());
    }
}

/// A board says when it was made.
fn without_time(board: &serde_json::Value) -> serde_json::Value {
    let mut board = board.clone();
    board["at"].take();
    board
}
