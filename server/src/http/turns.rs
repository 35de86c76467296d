//! Whose password is checked next. A check takes a core for its time, so a few are made at once, and whoever sends
//! many does not keep the others waiting: each address has only so many places in the line.
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::No;

/// Passwords that are checked at the same time: each takes a core and 19 MiB for its time.
const AT_ONCE: usize = 4;
/// Of one address, those that are checked and those that wait. An office behind one address may well begin its day in
/// the same minute.
const OF_ADDRESS_MAX: usize = 16;
/// How long a sign-in waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// When an address that has no more places may come again, seconds.
const COME_AGAIN_S: u64 = 1;

/// The line of those whose passwords are to be checked.
pub(super) struct Turns {
    room: Arc<Semaphore>,
    places: Arc<Places>,
}

/// How many places each address has.
type Places = Mutex<HashMap<IpAddr, usize>>;

/// A turn, given back when it is dropped: by the check itself at its end, since whoever hangs up ends no check.
pub(super) struct Turn {
    _room: OwnedSemaphorePermit,
    _place: Place,
}

/// A place in the line.
struct Place {
    places: Arc<Places>,
    address: IpAddr,
}

impl Turns {
    pub(super) fn new() -> Self {
        Self { room: Arc::new(Semaphore::new(AT_ONCE)), places: Arc::default() }
    }

    /// Waits for a turn.
    pub(super) async fn take(&self, address: IpAddr) -> Result<Turn, No> {
        let place = self.place(address)?;
        match tokio::time::timeout(PATIENCE, self.room.clone().acquire_owned()).await {
            Ok(Ok(room)) => Ok(Turn { _room: room, _place: place }),
            Ok(Err(_)) | Err(_) => Err(No::busy("too many people sign in at once")),
        }
    }

    fn place(&self, address: IpAddr) -> Result<Place, No> {
        let mut places = locked(&self.places);
        let taken = places.entry(address).or_default();
        if *taken >= OF_ADDRESS_MAX {
            return Err(No::slow_down("too many people sign in from this address at once", COME_AGAIN_S));
        }
        *taken += 1;
        Ok(Place { places: self.places.clone(), address })
    }
}

fn locked(places: &Places) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
    places.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = locked(&self.places);
        if let Some(taken) = places.get_mut(&self.address) {
            *taken -= 1;
            if *taken == 0 {
                places.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn no_address_takes_all_turns() {
        let (turns, flood, other) = (Turns::new(), IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let mut checked = Vec::new();
        for _ in 0..AT_ONCE {
            checked.push(turns.take(flood).await.unwrap());
        }
        let waiting: Vec<_> = (AT_ONCE..OF_ADDRESS_MAX).map(|_| turns.place(flood).unwrap()).collect();
        assert_eq!(turns.take(flood).await.err().map(|no| no.code()), Some(protocol::Code::SlowDown));
        assert_eq!(turns.take(other).await.err().map(|no| no.code()), Some(protocol::Code::Busy));
        checked.pop();
        assert!(turns.take(other).await.is_ok());
        drop((checked, waiting));
        assert!(locked(&turns.places).is_empty(), "nobody is remembered who does not wait");
    }
}
