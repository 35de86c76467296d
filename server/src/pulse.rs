//! Signs of life to whoever watches over the process, such as systemd: given only while the offices' threads answer, so
//! that a server that hangs is started again.
use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::{sleep, timeout};

use crate::office::{Fault, Office, Offices};

/// How long an office's thread may take for a word.
const PATIENCE: Duration = Duration::from_secs(2);
/// Its inbox was full: the storm that filled it is over in a moment, or the thread stands still.
const STORM: Duration = Duration::from_millis(50);
/// How often the offices are asked where nobody counts the signs.
const SELDOM: Duration = Duration::from_secs(60);

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is there for whoever asks.
    Ready,
    /// It lives.
    Alive,
    /// It was told to end.
    Ending,
}

/// Who watches over the process.
#[derive(Clone, Copy, Debug)]
pub struct Watcher {
    /// A process that gives no sign for so long is taken for hung; nobody counts when there is none.
    pub patience: Option<Duration>,
    /// Carries the signs.
    pub tell: fn(Sign),
}

impl Watcher {
    /// Nobody.
    pub const NONE: Self = Self { patience: None, tell: |_| {} };

    /// Tells when the server is ready, and then again and again that it lives.
    ///
    /// One office of several that does not answer is no reason to have all others interrupted: `/readyz` names it.
    /// When none answers, nothing is told.
    pub(crate) async fn watch(self, offices: &Offices) {
        while !any_answers(offices).await {
            sleep(STORM).await;
        }
        (self.tell)(Sign::Ready);
        loop {
            if any_answers(offices).await {
                (self.tell)(Sign::Alive);
            }
            // Three chances in the time.
            sleep(self.patience.map_or(SELDOM, |patience| patience / 3)).await;
        }
    }
}

/// Whether one of the offices that work answers, if any work.
pub(crate) async fn any_answers(offices: &Offices) -> bool {
    let working: Vec<&Office> = offices.iter().filter_map(|(_, office)| office.as_ref().ok()).collect();
    let none = working.is_empty();
    none || join_all(working.into_iter().map(answers)).await.contains(&true)
}

async fn answers(office: &Office) -> bool {
    let word = async {
        while matches!(office.read(|_| ()).await, Err(Fault::Busy)) {
            sleep(STORM).await;
        }
    };
    timeout(PATIENCE, word).await.is_ok()
}
