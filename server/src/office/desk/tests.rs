//! The office's thread on a disk that fails, in one thread and in virtual time: whatever goes wrong, nothing that anybody
//! was told is lost, nothing counts twice, and nobody is told of what is not on the disk.
mod disk;
mod faults;
mod life;
mod lobby;
mod office;
mod people;
mod phone;
mod record;
mod server;
mod time;
mod wishes;

use std::ops::Range;

use disk::Troubles;
use life::{Life, Told};

/// The lives that are tried, by their seeds. For more of them, or one that failed, this is the place to change.
const SEEDS: Range<u64> = 0..40;
/// Steps of each.
const STEPS: u32 = 120;

/// What can go wrong with a disk, from nothing to all the time.
const TROUBLES: [Troubles; 4] = [
    Troubles { slow: 0.001, ..Troubles::NONE },
    Troubles { write: 0.01, sync: 0.05, read: 0.001, down: 0.0005, slow: 0.001, death: 0.0005 },
    Troubles { write: 0.05, sync: 0.3, read: 0.005, down: 0.005, slow: 0.01, death: 0.002 },
    Troubles { write: 0.0, sync: 0.1, read: 0.0, down: 0.02, slow: 0.0, death: 0.005 },
];

/// Says which life ended too early.
struct Named(u64);

impl Drop for Named {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("this was the life of seed {}", self.0);
        }
    }
}

async fn lived(seed: u64) -> Life {
    let _named = Named(seed);
    let mut life = Life::new(seed);
    life.live(STEPS, TROUBLES[usize::try_from(seed).unwrap() % TROUBLES.len()]).await;
    life
}

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_nothing_is_lost_and_nothing_counts_twice() {
    let mut all = Told::default();
    for seed in SEEDS {
        all.add(&lived(seed).await.told);
    }
    let Told { answers, messages, failures, restarts, days } = all;
    let is_tried = answers > 5000 && messages > 2000 && failures > 1000 && restarts > 200 && days > 50;
    assert!(is_tried, "hardly anything happened: {all:?}");
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_gives_the_same_life() {
    for seed in 0..4 {
        assert_eq!(lived(seed).await.transcript(), lived(seed).await.transcript(), "seed {seed}");
    }
    assert_ne!(lived(0).await.transcript(), lived(4).await.transcript());
}
