//! The stream of clerks and managers: the whole hall, again whenever something of it has changed.
use axum::body::Bytes;
use protocol::{HallDevice, HallNow, Moment};

use super::super::problem::No;
use super::super::site::Site;
use super::lookout::{Lookout, Wake};
use super::{ALIVE, message};
use crate::accounts::DeviceStatus;

/// Where one person stands.
pub(super) struct StaffFollower {
    lookout: Lookout,
    /// What was told last, but for its time.
    told: Option<HallNow>,
    /// What is to be told next.
    message: Option<Bytes>,
}

impl StaffFollower {
    /// Looks for the first time.
    pub(super) async fn new(lookout: Lookout) -> Result<Self, No> {
        let mut follower = Self { lookout, told: None, message: None };
        follower.look().await?;
        Ok(follower)
    }

    /// The next message, when it is time for it; `None` ends the stream.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(message) = self.message.take() {
                self.lookout.speak();
                return Some(message);
            }
            match self.lookout.wake().await? {
                Wake::Look => self.look().await.ok()?,
                Wake::Silence => self.message = Some(ALIVE),
            }
        }
    }

    async fn look(&mut self) -> Result<(), No> {
        let mut hall = self.lookout.office.read(|view| view.hall_now()).await?;
        hall.devices = devices(&self.lookout.site, &hall)?;
        let timeless = timeless(&hall);
        if self.told.as_ref() != Some(&timeless) {
            self.message = Some(message("hall", None, &hall));
            self.told = Some(timeless);
        }
        Ok(())
    }
}

/// Without what changes although nothing happens.
fn timeless(hall: &HallNow) -> HallNow {
    let mut timeless = hall.clone();
    timeless.seq = 0;
    timeless.at = Moment::new(0, 0);
    timeless.devices.iter_mut().for_each(|device| device.seen_at = None);
    timeless
}

fn devices(site: &Site, hall: &HallNow) -> Result<Vec<HallDevice>, No> {
    let own = |status: &DeviceStatus| status.device.office == hall.office && status.revoked_at_ms.is_none();
    let devices = site.accounts.devices()?.into_iter().filter(own);
    Ok(devices.map(|status| device(status, &hall.at)).collect())
}

fn device(status: DeviceStatus, at: &Moment) -> HallDevice {
    let silent_min = |seen_ms: i64| u32::try_from((at.at_ms() - seen_ms) / 60_000).unwrap_or(0);
    HallDevice {
        name: status.device.name,
        kind: status.device.kind,
        seen_at: status.seen_at_ms.map(|seen_ms| Moment::new(seen_ms, at.offset_s())),
        silent_min: status.seen_at_ms.map(silent_min),
        version: status.version,
        state: status.state,
        problem: status.problem,
    }
}
