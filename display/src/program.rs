//! The program that a screen drives: network, board, words and drawing put together.
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use client::{Address, Background, Mailbox};
use embedded_graphics::geometry::Size;
use protocol::DeviceKind;
use screen::frame::Frame;
use screen::input::Input;
use screen::screen::{Program, Screen, Waker};
use station::{Identity, Newcomer, Pulse, Station, Work};
use texts::{Texts, TextsError};

use crate::board::{Heard, Lobby, Picture};
use crate::kept::{Boot, Keeper};
use crate::loudspeaker::Loudspeaker;
use crate::network::{self, Line};
use crate::plan::Plan;
use crate::preview::sample;
use crate::spoken::Speech;
use crate::{view, words};

/// The language of a display that knows nothing yet of its office.
const ORIGINAL: &str = "vi";

/// What a display must know to run.
pub struct Settings {
    /// Where the server is.
    pub server: Address,
    /// Whose board, and as whom.
    pub whose: Whose,
    /// The language shown; without it the office's first.
    pub lang: Option<String>,
    /// All words, as [`texts()`] gives them.
    pub texts: Texts,
    /// The folder in which the last board is kept, and the machine's time since its start, without which a
    /// kept board's age could not be known.
    pub state: Option<(PathBuf, Boot)>,
    /// What stands on the board.
    pub plan: Plan,
    /// What is heard in the lobby.
    pub speech: Speech,
    /// Any number: displays with different ones don't come back in step after a broken line.
    pub seed: u64,
    /// Who watches over the display.
    pub pulse: Pulse,
}

/// Whose board a display shows.
pub enum Whose {
    /// An office's: its code, and the display's key there if it has one, with which the server hears that it lives.
    Office(String, Option<String>),
    /// That of the office for which an administrator approves it, by the code on its screen.
    Approved {
        /// What the display calls itself until then.
        name: String,
        /// The folder in which it keeps its key.
        folder: PathBuf,
    },
}

/// The display's words, and a folder's further languages.
pub fn texts(folder: Option<&Path>) -> Result<Texts, TextsError> {
    let mut texts = Texts::new(&[words::OWN, station::WORDS].concat())?;
    if let Some(folder) = folder {
        texts.add_folder(folder)?;
    }
    Ok(texts)
}

/// Shows the office's board on a screen until somebody quits. `clock` tells the time, `ready` is called when
/// the first picture is drawn.
pub fn run(
    screen: Screen,
    settings: Settings,
    clock: fn() -> Instant,
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    let Settings { server, whose, lang, texts, state, plan, speech, seed, pulse } = settings;
    let (texts, waker) = (Arc::new(texts), screen.waker());
    let shows = Shows { server: server.clone(), lang, texts: Arc::clone(&texts), state, plan, speech, seed };
    match whose {
        Whose::Office(office, key) => {
            let begin = |_: Option<Identity>| shows.begin(&office, key.clone(), waker.clone(), clock);
            drive(screen, Station::working(begin, texts, waker.clone(), pulse)?, clock, ready)
        }
        Whose::Approved { name, folder } => {
            let language = shows.lang.clone().unwrap_or_else(|| ORIGINAL.into());
            let newcomer = Newcomer { server, kind: DeviceKind::Display, name, language, folder, seed };
            let begin = |identity: Option<Identity>| {
                let Identity { office, key, .. } = identity.context("an approved display has a key")?;
                shows.begin(&office, Some(key), waker.clone(), clock)
            };
            drive(screen, Station::pairing(newcomer, begin, texts, waker.clone(), pulse)?, clock, ready)
        }
    }
}

fn drive<B: FnMut(Option<Identity>) -> anyhow::Result<Display>>(
    screen: Screen,
    mut station: Station<Display, B>,
    clock: fn() -> Instant,
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    let ended = screen.run(&mut station, clock, ready);
    if let Some(mut display) = station.end()? {
        display.end(clock());
    }
    ended
}

/// How any office's board is shown here.
struct Shows {
    server: Address,
    lang: Option<String>,
    texts: Arc<Texts>,
    state: Option<(PathBuf, Boot)>,
    plan: Plan,
    speech: Speech,
    seed: u64,
}

impl Shows {
    fn begin(
        &self,
        office: &str,
        key: Option<String>,
        waker: Waker,
        clock: fn() -> Instant,
    ) -> anyhow::Result<Display> {
        let (sender, heard) = channel();
        let refused = Arc::new(AtomicBool::new(false));
        let tell_refused = {
            let (refused, waker) = (Arc::clone(&refused), waker.clone());
            move || {
                refused.store(true, Ordering::Relaxed);
                waker.wake();
            }
        };
        let mailbox = Mailbox::new(sender, move || waker.wake());
        let state = self.state.clone();
        let keeper = state.map(|(folder, boot)| Keeper::new(&folder, office, boot));
        let loudspeaker = Loudspeaker::start(self.speech.clone(), mailbox.clone(), clock);
        let loudspeaker = loudspeaker.context("can't start the loudspeaker's thread")?;
        let line = Line {
            server: self.server.clone(),
            office: office.into(),
            key,
            problem: Box::new(loudspeaker.problem()),
            refused: Box::new(tell_refused),
            seed: self.seed,
        };
        let network = network::listen(line, mailbox)?;
        let (lang, texts) = (self.lang.clone(), Arc::clone(&self.texts));
        let mut display = Display::new(lang, texts, self.plan.clone(), keeper, loudspeaker, heard, clock());
        (display.refused, display.network) = (refused, Some(network));
        Ok(display)
    }
}

struct Display {
    lobby: Lobby,
    heard: Receiver<Heard>,
    /// Whether the server does not take the key.
    refused: Arc<AtomicBool>,
    /// Ends with the display; none in tests.
    network: Option<Background>,
    texts: Arc<Texts>,
    lang: Option<String>,
    plan: Plan,
    /// The size for which it was said what can't be read.
    judged: Cell<Option<Size>>,
    keeper: Option<Keeper>,
    loudspeaker: Loudspeaker,
    started: Instant,
    now_ms: u64,
    picture: Picture,
}

impl Display {
    fn new(
        lang: Option<String>,
        texts: Arc<Texts>,
        plan: Plan,
        keeper: Option<Keeper>,
        loudspeaker: Loudspeaker,
        heard: Receiver<Heard>,
        started: Instant,
    ) -> Self {
        let lobby = Lobby::new(keeper.as_ref().and_then(Keeper::earlier)).of_counter(plan.counter());
        let picture = Picture::default();
        let (refused, network) = (Arc::default(), None);
        let mut display = Self {
            lobby,
            heard,
            refused,
            network,
            texts,
            lang,
            plan,
            judged: Cell::new(None),
            keeper,
            loudspeaker,
            started,
            now_ms: 0,
            picture,
        };
        display.word();
        display
    }

    /// Puts what is to be seen into words.
    fn word(&mut self) {
        let first = self.lobby.first_language().unwrap_or(ORIGINAL);
        let words = self.texts.speak(self.lang.as_deref().unwrap_or(first), first);
        self.picture = self.lobby.picture(&words, self.now_ms);
    }

    /// Tells whoever set the display up what can't be read from where it should be.
    fn judge(&self, size: Size) {
        if let Ok(sample) = sample(&self.plan, &self.texts, self.lang.as_deref()) {
            for said in view::unreached(&self.plan, &sample, size) {
                tracing::warn!("--layout: {said}");
            }
        }
    }

    fn pass_to(&mut self, now: Instant) {
        let ms = now.saturating_duration_since(self.started).as_millis();
        self.now_ms = u64::try_from(ms).unwrap_or(u64::MAX);
    }

    fn end(&mut self, now: Instant) {
        // Nothing new from now on.
        drop(self.network.take());
        self.pass_to(now);
        if let Some(keeper) = &mut self.keeper {
            keeper.save(&self.lobby, self.now_ms);
        }
    }
}

impl Program for Display {
    /// A board on a wall has nothing to touch.
    fn input(&mut self, _input: Input, _now: Instant) {}

    fn wake(&mut self, now: Instant) {
        self.pass_to(now);
        while let Ok(heard) = self.heard.try_recv() {
            self.lobby.hear(heard, self.now_ms);
        }
        self.lobby.pass(self.now_ms);
        self.loudspeaker.obey(&mut self.lobby, self.now_ms);
        self.word();
        if let Some(keeper) = &mut self.keeper {
            keeper.keep(&self.lobby, self.now_ms);
        }
    }

    fn next_wake(&self) -> Option<Instant> {
        let next_ms = self.lobby.next_change_ms(self.now_ms)?;
        Some(self.started + Duration::from_millis(next_ms))
    }

    fn frame(&self, size: Size) -> Frame<'_> {
        if self.judged.replace(Some(size)) != Some(size) {
            self.judge(size);
        }
        view::frame(&self.picture, &self.plan, size)
    }
}

impl Work for Display {
    fn is_refused(&self) -> bool {
        self.refused.load(Ordering::Relaxed)
    }

    fn doing(&self) -> &'static str {
        "showing"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spoken::Volume;
    use std::sync::mpsc::Sender;

    const OFFICE: &str = include_str!("../tests/office.json");
    const BOARD: &str = include_str!("../tests/board.json");

    fn display(lang: Option<&str>, started: Instant) -> (Display, Sender<Heard>) {
        let (sender, heard) = channel();
        let speech = Speech {
            output: voice::Output::Off,
            voice: voice::Voice::default(),
            reading: voice::Reading::default(),
            languages: Vec::new(),
            volume: Volume::default(),
        };
        let loudspeaker =
            Loudspeaker::start(speech, Mailbox::new(sender.clone(), || {}), Instant::now).unwrap();
        let lang = lang.map(str::to_owned);
        (
            Display::new(
                lang,
                Arc::new(texts(None).unwrap()),
                Plan::default(),
                None,
                loudspeaker,
                heard,
                started,
            ),
            sender,
        )
    }

    #[test]
    fn a_board_speaks_its_own_language_or_the_offices_first() {
        let now = Instant::now();
        let title = |lang, languages: &str| {
            let (mut display, sender) = display(lang, now);
            let office = OFFICE.replace(r#"["vi", "en"]"#, languages);
            sender.send(Heard::Office(Box::new(serde_json::from_str(&office).unwrap()))).unwrap();
            sender.send(Heard::Board(Box::new(serde_json::from_str(BOARD).unwrap()))).unwrap();
            display.wake(now);
            display.picture.waiting.title
        };
        assert_eq!(title(None, r#"["vi", "en"]"#), "Đang chờ");
        assert_eq!(title(None, r#"["en", "vi"]"#), "Waiting");
        assert_eq!(title(Some("en"), r#"["vi", "en"]"#), "Waiting");
        assert_eq!(title(None, "[]"), "Đang chờ");
    }

    #[test]
    fn a_still_board_wakes_at_the_minute_only() {
        let now = Instant::now();
        let (mut display, sender) = display(None, now);
        assert_eq!(display.next_wake(), None, "nothing is known yet");
        sender.send(Heard::Board(Box::new(serde_json::from_str(BOARD).unwrap()))).unwrap();
        display.wake(now + Duration::from_millis(500));
        assert_eq!(display.next_wake(), Some(now + Duration::from_millis(60_500)));
        display.wake(now + Duration::from_millis(60_500));
        assert_eq!(display.picture.clock, "08:43");
        assert_eq!(display.next_wake(), Some(now + Duration::from_millis(120_500)));
    }
}
