//! Who holds which lock of a database, and the memory that its users share (SQLite's "wal-index").
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sqlite_vfs::LockKind;
use sqlite_vfs::wip::WalIndexLock;

/// Bytes of one region of the shared memory.
pub(super) type Region = [u8; 32768];

/// The locks of all databases, by the names of their files.
#[derive(Default)]
pub(super) struct Locks(BTreeMap<String, Database>);

#[derive(Default)]
struct Database {
    /// By whoever opened the file.
    held: BTreeMap<u64, LockKind>,
    /// Who has mapped the shared memory.
    users: BTreeSet<u64>,
    regions: BTreeMap<u32, Box<Region>>,
    /// The locks of the shared memory, each with those who hold it.
    slots: BTreeMap<u8, BTreeMap<u64, WalIndexLock>>,
}

impl Locks {
    /// Whether this one has the lock now.
    pub(super) fn lock(&mut self, file: &str, id: u64, kind: LockKind) -> bool {
        let held = &mut self.database(file).held;
        let others = |most: LockKind| held.iter().all(|(other, held)| *other == id || *held <= most);
        let may = match kind {
            LockKind::None => true,
            LockKind::Shared => others(LockKind::Reserved),
            LockKind::Reserved => others(LockKind::Shared),
            LockKind::Pending | LockKind::Exclusive => others(LockKind::None),
        };
        if may {
            held.insert(id, kind);
        }
        may
    }

    pub(super) fn held(&mut self, file: &str, id: u64) -> LockKind {
        self.database(file).held.get(&id).copied().unwrap_or_default()
    }

    pub(super) fn is_reserved(&mut self, file: &str) -> bool {
        self.database(file).held.values().any(|held| *held > LockKind::Shared)
    }

    pub(super) fn release(&mut self, file: &str, id: u64) {
        self.database(file).held.remove(&id);
    }

    pub(super) fn use_memory(&mut self, file: &str, id: u64) {
        self.database(file).users.insert(id);
    }

    pub(super) fn region(&mut self, file: &str, region: u32) -> &mut Region {
        self.database(file).regions.entry(region).or_insert_with(|| Box::new([0; 32768]))
    }

    /// Whether this one has these locks of the shared memory now.
    pub(super) fn lock_slots(&mut self, file: &str, id: u64, slots: Range<u8>, lock: WalIndexLock) -> bool {
        let held = &mut self.database(file).slots;
        let may = slots.clone().all(|slot| {
            let mut others = held.get(&slot).into_iter().flatten().filter(|(other, _)| **other != id);
            match lock {
                WalIndexLock::None => true,
                WalIndexLock::Shared => others.all(|(_, held)| *held == WalIndexLock::Shared),
                WalIndexLock::Exclusive => others.next().is_none(),
            }
        });
        for slot in slots.filter(|_| may) {
            let held = held.entry(slot).or_default();
            match lock {
                WalIndexLock::None => drop(held.remove(&id)),
                WalIndexLock::Shared | WalIndexLock::Exclusive => drop(held.insert(id, lock)),
            }
        }
        may
    }

    /// The last one to leave takes the memory along.
    pub(super) fn leave_memory(&mut self, file: &str, id: u64) {
        let database = self.database(file);
        database.users.remove(&id);
        database.slots.values_mut().for_each(|held| _ = held.remove(&id));
        if database.users.is_empty() {
            database.regions.clear();
        }
    }

    fn database(&mut self, file: &str) -> &mut Database {
        self.0.entry(file.to_owned()).or_default()
    }
}
