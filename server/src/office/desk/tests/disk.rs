//! A disk in memory, under the real SQLite: it keeps what was synced apart from what was only written, and fails as its
//! dice say. What lies on it is not known here.
mod files;
mod locks;
mod sqlite;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use simulation::Dice;

use super::time::Hands;
use files::Files;
use locks::Locks;

/// The one log that lies on it,
const LOG: &str = "office.db";
/// and what would be left of that after a power cut.
const LEFT: &str = "left.db";
/// What stands beside a database, after its name.
const BESIDE: [&str; 2] = ["", "-wal"];

/// How often what goes wrong, as shares of the calls that could.
#[derive(Clone, Copy)]
pub(super) struct Troubles {
    /// A write fails, after none or some of its bytes.
    pub(super) write: f64,
    /// A sync fails: nothing, something or all of it is on the disk, and what is not may never get there.
    pub(super) sync: f64,
    /// A read fails, or a file can't be opened.
    pub(super) read: f64,
    /// Nothing works for the next calls.
    pub(super) down: f64,
    /// A call takes long.
    pub(super) slow: f64,
    /// The program is killed in the midst of a call.
    pub(super) death: f64,
}

impl Troubles {
    pub(super) const NONE: Self = Self { write: 0.0, sync: 0.0, read: 0.0, down: 0.0, slow: 0.0, death: 0.0 };
}

/// A disk and the program that works on it, shared with SQLite.
pub(super) struct Disk {
    name: String,
    machine: Arc<Mutex<Machine>>,
}

/// What is behind a disk.
struct Machine {
    dice: Dice,
    hands: Hands,
    troubles: Troubles,
    files: Files,
    locks: Locks,
    /// The program that runs now; those before it were killed, and nothing that they still call for happens.
    program: u32,
    is_alive: bool,
    /// So many more calls fail.
    down: u32,
    failures: u32,
    last_id: u64,
}

impl Disk {
    /// A disk on which these bytes of a log lie.
    pub(super) fn new(dice: Dice, hands: Hands, log: &[u8]) -> Self {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let machine = Machine {
            dice,
            hands,
            troubles: Troubles::NONE,
            files: Files::default(),
            locks: Locks::default(),
            program: 1,
            is_alive: true,
            down: 0,
            failures: 0,
            last_id: 0,
        };
        let machine = Arc::new(Mutex::new(machine));
        let disk = Self { name: format!("disk-{}", LAST.fetch_add(1, Ordering::Relaxed)), machine };
        disk.with(|machine| machine.files.put(LOG, log.to_vec()));
        sqlite::register(&disk.name, disk.machine.clone());
        disk
    }

    /// The path of the log, as SQLite knows it.
    pub(super) fn log(&self) -> PathBuf {
        self.path(LOG)
    }

    /// The path of a log as it would be found after a power cut at this moment, if nothing reached the disk but what
    /// was synced. It lies on a disk that does not fail.
    pub(super) fn left(&self) -> PathBuf {
        self.with(|machine| {
            for end in BESIDE {
                machine.files.copy_synced(&format!("{LOG}{end}"), &format!("{LEFT}{end}"));
            }
        });
        self.path(LEFT)
    }

    /// From now on this goes wrong.
    pub(super) fn trouble(&self, troubles: Troubles) {
        self.with(|machine| (machine.troubles, machine.down) = (troubles, 0));
    }

    /// How often something failed so far.
    pub(super) fn failures(&self) -> u32 {
        self.with(|machine| machine.failures)
    }

    /// Whether the program was not killed in the midst of a call.
    pub(super) fn is_alive(&self) -> bool {
        self.with(|machine| machine.is_alive)
    }

    /// The program is killed. What it has written is there, synced or not.
    pub(super) fn kill(&self) {
        self.with(|machine| machine.is_alive = false);
    }

    /// The power goes: of what was not synced, some is there and some is not.
    pub(super) fn cut_power(&self) {
        self.with(|machine| {
            machine.is_alive = false;
            machine.files.cut_power(&mut machine.dice);
        });
    }

    /// Another program begins, when the one before was killed or has ended.
    pub(super) fn begin_program(&self) {
        self.with(|machine| {
            machine.program += 1;
            machine.is_alive = true;
            machine.locks = Locks::default();
        });
    }

    fn path(&self, file: &str) -> PathBuf {
        format!("file:{file}?vfs={}", self.name).into()
    }

    fn with<T>(&self, look: impl FnOnce(&mut Machine) -> T) -> T {
        look(&mut self.machine.lock().unwrap())
    }
}

impl Drop for Disk {
    /// SQLite never forgets a disk that it was told of; at least nothing lies on it any more.
    fn drop(&mut self) {
        self.machine.lock().unwrap().files = Files::default();
    }
}

impl Machine {
    /// Anything that a program asks of the disk may take long, fail or be its end.
    fn call(&mut self, file: &str, program: u32, share: f64) -> Result<(), Broken> {
        if file.starts_with(LEFT) {
            return Ok(());
        }
        if program != self.program || !self.is_alive {
            return Err(Broken::Ended);
        }
        if self.dice.chance(self.troubles.slow) {
            let took_ms = self.dice.between_ms(1, 3000);
            self.hands.pass(took_ms);
        }
        if self.dice.chance(self.troubles.death) {
            self.is_alive = false;
            return Err(Broken::Failed);
        }
        if self.down == 0 && self.dice.chance(self.troubles.down) {
            self.down = 1 + below(&mut self.dice, 40);
        }
        self.down = self.down.saturating_sub(1);
        if self.down > 0 || self.dice.chance(share) {
            self.failures += 1;
            return Err(Broken::Failed);
        }
        Ok(())
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }
}

/// Why a call is not as it should be.
#[derive(Clone, Copy, PartialEq)]
enum Broken {
    /// It failed, and may have been done in part.
    Failed,
    /// Whoever called has ended: nothing happens.
    Ended,
}

fn below(dice: &mut Dice, end: u32) -> u32 {
    u32::try_from(dice.pick(&vec![1.0; end as usize])).unwrap()
}
