//! Runs what the command line asks, in the batch it falls into or, while no server runs, alone.
use std::collections::BTreeMap;
use std::time::Duration;

use queue::{Due, Now, Office};

use super::Desk;
use super::batch::Pending;
use crate::office::errands::{Asked, Told, said};
use crate::store::log::Errand;

/// Errands are looked for as often as this.
const LOOK: Duration = Duration::from_secs(1);

impl Desk {
    /// Looks for errands now and then, and runs them within the batch.
    pub(super) fn run_errands(&mut self, now: &Now, pending: &mut Pending) -> anyhow::Result<()> {
        let monotonic = self.clock.monotonic();
        match self.looked {
            Some(looked) if monotonic < looked + LOOK => return Ok(()),
            Some(_) => {}
            None => self.log()?.forget_errands()?,
        }
        self.looked = Some(monotonic);
        for Errand { id, body } in self.log()?.errands()? {
            let told = match serde_json::from_str(&body) {
                Ok(Asked::Apply(office)) => self.apply_office(&office, now, pending)?,
                Err(error) => Told::Unreadable(error.to_string()),
            };
            pending.errands.push((id, serde_json::to_string(&told)?));
        }
        Ok(())
    }

    fn apply_office(&mut self, office: &Office, now: &Now, pending: &mut Pending) -> anyhow::Result<Told> {
        let event = match self.hall.change_office(office) {
            Ok(Some(event)) => event,
            Ok(None) => return Ok(Told::Unchanged),
            Err(in_use) => return Ok(Told::InUse(in_use.iter().map(said).collect())),
        };
        self.take(event, now, pending)?;
        Ok(Told::Applied { in_full: self.hall.office() == Some(office) })
    }

    /// While nobody serves: a day that is over ends before, so that nothing of it is in use, and no other begins.
    pub(in crate::office) fn apply_at_rest(mut self, office: &Office) -> anyhow::Result<Told> {
        self.mend()?;
        let now = self.clock.now();
        let mut pending = Pending::default();
        if self.hall.due(&now) == Due::Close
            && let Some(event) = self.hall.tick(&now, &BTreeMap::new())
        {
            self.take(event, &now, &mut pending)?;
        }
        let told = self.apply_office(office, &now, &mut pending)?;
        if let Told::Applied { .. } = told {
            self.commit(&now, &mut pending)?;
        }
        Ok(told)
    }
}
