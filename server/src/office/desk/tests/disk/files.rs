//! Files of bytes: as programs see them, and as they are on the disk. Who may read or write is not known here.
use std::collections::BTreeMap;

use simulation::Dice;

use super::below;

/// The least that a disk writes all of or nothing, bytes.
const SECTOR: usize = 512;

/// Files by name.
#[derive(Default)]
pub(super) struct Files(BTreeMap<String, File>);

/// One file.
#[derive(Default)]
pub(super) struct File {
    /// As programs see it.
    pub(super) seen: Vec<u8>,
    /// As it is after a power cut.
    synced: Vec<u8>,
    /// What leads from the one to the other, in the order in which it came.
    unsynced: Vec<Change>,
}

enum Change {
    Bytes(usize, Vec<u8>),
    Length(usize),
}

impl Files {
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(super) fn get(&mut self, name: &str) -> Option<&mut File> {
        self.0.get_mut(name)
    }

    /// Makes a file, if it is not there.
    pub(super) fn make(&mut self, name: &str) {
        self.0.entry(name.to_owned()).or_default();
    }

    /// Puts a file there, synced.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        let file = File { seen: bytes.clone(), synced: bytes, unsynced: Vec::new() };
        self.0.insert(name.to_owned(), file);
    }

    pub(super) fn remove(&mut self, name: &str) -> bool {
        self.0.remove(name).is_some()
    }

    /// Makes `to` what is synced of `from`.
    pub(super) fn copy_synced(&mut self, from: &str, to: &str) {
        match self.0.get(from).map(|file| file.synced.clone()) {
            Some(synced) => self.put(to, synced),
            None => drop(self.remove(to)),
        }
    }

    /// What was not synced reaches the disk or does not, sector by sector.
    pub(super) fn cut_power(&mut self, dice: &mut Dice) {
        for file in self.0.values_mut() {
            for change in std::mem::take(&mut file.unsynced) {
                change.reach_in_part(&mut file.synced, dice);
            }
            file.seen = file.synced.clone();
        }
    }
}

impl File {
    pub(super) fn write(&mut self, at: usize, bytes: &[u8]) {
        self.change(Change::Bytes(at, bytes.to_vec()));
    }

    pub(super) fn set_length(&mut self, length: usize) {
        self.change(Change::Length(length));
    }

    fn change(&mut self, change: Change) {
        change.reach(&mut self.seen);
        self.unsynced.push(change);
    }

    pub(super) fn sync(&mut self) {
        for change in std::mem::take(&mut self.unsynced) {
            change.reach(&mut self.synced);
        }
    }

    /// A sync that is said to have failed. Whoever reads sees what was written, wherever it is.
    pub(super) fn fail_to_sync(&mut self, dice: &mut Dice) {
        match below(dice, 3) {
            // It will be tried again.
            0 => {}
            // Only the word of it was lost.
            1 => self.sync(),
            // What did not reach the disk is given up, and no later sync brings it there: so do Linux and others.
            _ => {
                for change in std::mem::take(&mut self.unsynced) {
                    change.reach_in_part(&mut self.synced, dice);
                }
            }
        }
    }
}

impl Change {
    fn reach(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Length(length) => bytes.resize(*length, 0),
            Self::Bytes(at, new) => put(bytes, *at, new),
        }
    }

    fn reach_in_part(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let share = [0.0, 0.5, 1.0][below(dice, 3) as usize];
        match self {
            Self::Length(_) if dice.chance(share) => self.reach(bytes),
            Self::Length(_) => {}
            Self::Bytes(at, new) => {
                for (index, sector) in new.chunks(SECTOR).enumerate() {
                    if dice.chance(share) {
                        put(bytes, at + index * SECTOR, sector);
                    }
                }
            }
        }
    }
}

fn put(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    let end = at + new.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(new);
}
