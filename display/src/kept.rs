//! The last board on the display's own disk, to be shown greyed when the display starts while the server is
//! away. A file that can't be used is passed over: it is only a courtesy.
use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use protocol::{Board, Moment};
use serde::{Deserialize, Serialize};

use crate::board::{Earlier, Lobby, Names, ServerClock};

/// The least time between two savings.
const EVERY_MS: u64 = 10_000;

const FILE: &str = "board.json";

/// The machine's time since it was started, by which a board's age is known without trusting its wall clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    /// Tells one start of the machine from another.
    pub id: String,
    /// Milliseconds since then.
    pub up_ms: u64,
}

#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    /// When it was saved, on this machine.
    boot: Boot,
    /// When it was last known to be true, on the server's clock.
    known_at: Moment,
    /// The server's clock when it was saved.
    at: Moment,
    names: Cow<'a, Names>,
    board: Cow<'a, Board>,
}

/// Where boards are kept.
pub(crate) struct Keeper {
    folder: PathBuf,
    /// The code of the office whose boards these are.
    office: String,
    boot: Boot,
    saved_ms: Option<u64>,
}

impl Keeper {
    /// An office's boards in `folder`; `boot` is the machine's time at moment 0.
    pub(crate) fn new(folder: &Path, office: &str, boot: Boot) -> Self {
        Self { folder: folder.into(), office: office.into(), boot, saved_ms: None }
    }

    /// What was kept before of this office, if it was since the machine was started: the server's time since
    /// then is known.
    pub(crate) fn earlier(&self) -> Option<Earlier> {
        let path = self.folder.join(FILE);
        let kept = match read(&path) {
            Ok(kept) => kept?,
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "the kept board can't be used");
                return None;
            }
        };
        let Kept { boot, known_at, at, names, board } = kept;
        if board.office != self.office {
            tracing::info!(kept = board.office, asked = self.office, "the kept board is another office's");
            return None;
        }
        let ago_ms = self.boot.up_ms.checked_sub(boot.up_ms).filter(|_| boot.id == self.boot.id)?;
        let now = at.plus_ms(i64::try_from(ago_ms).ok()?);
        let clock = ServerClock::new(now, 0);
        Some(Earlier { board: board.into_owned(), names: names.into_owned(), known_at, clock })
    }

    /// Saves the board unless that was done a moment ago.
    pub(crate) fn keep(&mut self, lobby: &Lobby, now_ms: u64) {
        if self.saved_ms.is_none_or(|saved_ms| now_ms >= saved_ms + EVERY_MS) {
            self.save(lobby, now_ms);
        }
    }

    /// Saves the board.
    pub(crate) fn save(&mut self, lobby: &Lobby, now_ms: u64) {
        let Some((board, names, known_at, at)) = lobby.to_keep(now_ms) else { return };
        self.saved_ms = Some(now_ms);
        let boot = Boot { up_ms: self.boot.up_ms + now_ms, ..self.boot.clone() };
        let (names, board) = (Cow::Borrowed(names), Cow::Borrowed(board));
        if let Err(error) = write(&self.folder, &Kept { boot, known_at, at, names, board }) {
            tracing::warn!(folder = %self.folder.display(), %error, "the board can't be kept");
        }
    }
}

fn read(path: &Path) -> anyhow::Result<Option<Kept<'static>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Beside it first, so that a power cut leaves the old one or the new one.
fn write(folder: &Path, kept: &Kept<'_>) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let beside = folder.join(FILE).with_extension("part");
    fs::write(&beside, serde_json::to_vec(kept)?)?;
    fs::rename(&beside, folder.join(FILE))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Heard;

    const BOARD: &str = r#"{"office":"a","name":{"vi":"UBND"},"seq":7,"at":"2026-11-23T08:42:10+07:00","open":true,
        "reopens_at":null,"calls":[],"missed":[],"waiting":[],"counters":[],"notice":null}"#;

    fn lobby() -> Lobby {
        let mut lobby = Lobby::new(None);
        lobby.hear(Heard::Board(Box::new(serde_json::from_str(BOARD).unwrap())), 1_000);
        lobby
    }

    fn boot(id: &str, up_ms: u64) -> Boot {
        Boot { id: id.into(), up_ms }
    }

    #[test]
    fn a_board_comes_back_with_the_servers_time_carried_on() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("not/there/yet");
        let mut keeper = Keeper::new(&folder, "a", boot("one", 500_000));
        assert!(keeper.earlier().is_none());
        keeper.keep(&lobby(), 21_000);
        let earlier = Keeper::new(&folder, "a", boot("one", 600_000)).earlier().unwrap();
        assert_eq!(earlier.known_at.to_string(), "2026-11-23T08:42:30+07:00");
        // It was saved at 521 s and is read at 600 s.
        assert_eq!(earlier.clock.now(0).to_string(), "2026-11-23T08:43:49+07:00");
        assert_eq!(earlier.board.seq, 7);
    }

    #[test]
    fn a_lost_board_is_kept_as_of_the_loss() {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = Keeper::new(folder.path(), "a", boot("one", 0));
        let mut lobby = lobby();
        lobby.hear(Heard::Lost, 6_000);
        keeper.save(&lobby, 66_000);
        let earlier = Keeper::new(folder.path(), "a", boot("one", 70_000)).earlier().unwrap();
        assert_eq!(earlier.known_at.to_string(), "2026-11-23T08:42:15+07:00");
        assert_eq!(earlier.clock.now(0).to_string(), "2026-11-23T08:43:19+07:00");
    }

    #[test]
    fn what_is_from_another_start_of_the_machine_or_broken_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = Keeper::new(folder.path(), "a", boot("one", 500_000));
        keeper.save(&lobby(), 2_000);
        assert!(Keeper::new(folder.path(), "a", boot("two", 600_000)).earlier().is_none());
        assert!(Keeper::new(folder.path(), "a", boot("one", 400_000)).earlier().is_none());
        let path = folder.path().join(FILE);
        let whole = fs::read(&path).unwrap();
        for broken in [&b""[..], b"null", b"\xff", &whole[..whole.len() / 2]] {
            fs::write(&path, broken).unwrap();
            assert!(Keeper::new(folder.path(), "a", boot("one", 600_000)).earlier().is_none());
        }
    }

    #[test]
    fn another_offices_board_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        Keeper::new(folder.path(), "a", boot("one", 0)).save(&lobby(), 2_000);
        assert!(Keeper::new(folder.path(), "b", boot("one", 3_000)).earlier().is_none());
        assert!(Keeper::new(folder.path(), "a", boot("one", 3_000)).earlier().is_some());
    }

    #[test]
    fn a_board_is_saved_every_ten_seconds_at_most() {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = Keeper::new(folder.path(), "a", boot("one", 0));
        let mut saved = Vec::new();
        for now_ms in (2_000..40_000).step_by(1_000) {
            let _ = fs::remove_file(folder.path().join(FILE));
            keeper.keep(&lobby(), now_ms);
            saved.extend(folder.path().join(FILE).exists().then_some(now_ms));
        }
        assert_eq!(saved, [2_000, 12_000, 22_000, 32_000]);
        keeper.save(&lobby(), 39_500);
        assert!(folder.path().join(FILE).exists(), "at the end it is saved in any case");
    }

    #[test]
    fn a_folder_that_cannot_be_made_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        Keeper::new(&file, "a", boot("one", 0)).save(&lobby(), 2_000);
        assert!(Keeper::new(&file, "a", boot("one", 9_000)).earlier().is_none());
    }
}
