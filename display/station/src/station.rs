//! The program of a machine that stands alone: it waits for its key or works, whichever it can, and goes over from
//! one to the other by itself.
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use anyhow::Context;
use client::{Address, Background, Mailbox};
use embedded_graphics::geometry::Size;
use protocol::DeviceKind;
use screen::frame::Frame;
use screen::input::Input;
use screen::screen::{Program, Waker};
use texts::Texts;

use crate::asking::{self, News};
use crate::kept::{self, Identity};
use crate::pairing::Shown;
use crate::picture::{self, Waiting};
use crate::pulse::Pulse;

/// What the machine is there for.
pub trait Work: Program {
    /// Whether the server does not know this machine any more, and nobody is in the middle of something.
    fn is_refused(&self) -> bool;

    /// What it is doing, in a word for who watches over it.
    fn doing(&self) -> &'static str;
}

/// A machine that comes to its key by a code on its screen.
#[derive(Clone)]
pub struct Newcomer {
    /// Where the server is.
    pub server: Address,
    /// What it is.
    pub kind: DeviceKind,
    /// What it calls itself until somebody calls it otherwise.
    pub name: String,
    /// The language that stands first.
    pub language: String,
    /// The folder in which it keeps its key.
    pub folder: PathBuf,
    /// Decides the jitter of pauses.
    pub seed: u64,
}

/// The program: `begin` makes the work of an identity.
pub struct Station<W, B> {
    state: State<W>,
    /// None where the key was given by hand: what it is worth is then not for this machine to mend.
    newcomer: Option<Newcomer>,
    begin: B,
    /// The words of the waiting.
    texts: Arc<Texts>,
    waker: Waker,
    pulse: Pulse,
    /// The picture's size, for work that begins later.
    size: Option<Size>,
    outcome: anyhow::Result<()>,
}

enum State<W> {
    Waiting(Box<Asking>),
    Working(W),
}

/// A machine that asks for its key.
struct Asking {
    newcomer: Newcomer,
    shown: Shown,
    revoked: bool,
    unkept: bool,
    news: Receiver<News>,
    _network: Background,
}

impl<W: Work, B: FnMut(Option<Identity>) -> anyhow::Result<W>> Station<W, B> {
    /// A machine whose key is not its own matter.
    ///
    /// # Errors
    /// When the work can't begin.
    pub fn working(mut begin: B, texts: Arc<Texts>, waker: Waker, pulse: Pulse) -> anyhow::Result<Self> {
        let state = State::Working(begin(None)?);
        Ok(Self { state, newcomer: None, begin, texts, waker, pulse, size: None, outcome: Ok(()) })
    }

    /// A machine that works if it has kept a key, and asks for one otherwise.
    ///
    /// # Errors
    /// When the work can't begin, or the kept key can't be read.
    pub fn pairing(
        newcomer: Newcomer,
        mut begin: B,
        texts: Arc<Texts>,
        waker: Waker,
        pulse: Pulse,
    ) -> anyhow::Result<Self> {
        let state = match Identity::read(&newcomer.folder)? {
            Some(identity) => State::Working(begin(Some(identity))?),
            None => State::Waiting(Box::new(Asking::new(&newcomer, false, &waker)?)),
        };
        Ok(Self { state, newcomer: Some(newcomer), begin, texts, waker, pulse, size: None, outcome: Ok(()) })
    }

    /// The work, where it goes on at the end; or why it could not begin.
    ///
    /// # Errors
    /// Why the work could not begin.
    pub fn end(self) -> anyhow::Result<Option<W>> {
        self.outcome.map(|()| match self.state {
            State::Working(work) => Some(work),
            State::Waiting(_) => None,
        })
    }

    /// Goes over to what it can do now.
    fn step(&mut self, now: Instant) {
        if let Err(error) = self.try_step(now) {
            self.outcome = Err(error);
            self.waker.quit();
        }
        self.pulse.beat(now, self.doing());
    }

    fn try_step(&mut self, now: Instant) -> anyhow::Result<()> {
        match (&mut self.state, &self.newcomer) {
            (State::Waiting(asking), _) => {
                if let Some(identity) = asking.hear() {
                    asking.keep(&identity);
                    let mut work = (self.begin)(Some(identity))?;
                    if let Some(size) = self.size {
                        work.input(Input::Resized(size), now);
                    }
                    work.wake(now);
                    self.state = State::Working(work);
                }
            }
            (State::Working(work), Some(newcomer)) if work.is_refused() => {
                tracing::warn!("the server does not take this machine's key any more: asking for a new one");
                self.state = State::Waiting(Box::new(Asking::new(newcomer, true, &self.waker)?));
            }
            (State::Working(_), _) => {}
        }
        Ok(())
    }

    fn doing(&self) -> &'static str {
        match &self.state {
            State::Waiting(_) => "waiting for approval",
            State::Working(work) => work.doing(),
        }
    }
}

impl Asking {
    fn new(newcomer: &Newcomer, revoked: bool, waker: &Waker) -> anyhow::Result<Self> {
        let (sender, news) = channel();
        let waker = waker.clone();
        let mailbox = Mailbox::new(sender, move || waker.wake());
        let newcomer = newcomer.clone();
        let Newcomer { server, kind, name, seed, folder, .. } = &newcomer;
        let unkept = kept::probe(folder).inspect_err(|error| {
            tracing::error!(folder = %folder.display(), %error, "a key could not be kept here");
        });
        let network = asking::start(server.clone(), *kind, name, *seed, mailbox)
            .context("starting the network's thread")?;
        let unkept = unkept.is_err();
        Ok(Self { newcomer, shown: Shown::default(), revoked, unkept, news, _network: network })
    }

    fn keep(&self, identity: &Identity) {
        let folder = &self.newcomer.folder;
        if let Err(error) = identity.keep(folder) {
            let folder = folder.display();
            tracing::error!(%folder, %error, "the key can't be kept; it is good until the end of this run");
        }
    }

    fn frame(&self, texts: &Texts, size: Size) -> Frame<'static> {
        let Newcomer { server, kind, name, language, folder, .. } = &self.newcomer;
        let (server, folder) = (server.to_string(), folder.display().to_string());
        let waiting = Waiting {
            shown: &self.shown,
            kind: *kind,
            revoked: self.revoked,
            name,
            server: &server,
            unkept: self.unkept.then_some(&*folder),
        };
        picture::frame(&waiting, texts, language, size)
    }

    /// Takes what came; gives the key when it is there.
    fn hear(&mut self) -> Option<Identity> {
        while let Ok(news) = self.news.try_recv() {
            match news {
                News::Shown(shown) => self.shown = shown,
                News::Paired(identity) => return Some(identity),
            }
        }
        None
    }
}

impl<W: Work, B: FnMut(Option<Identity>) -> anyhow::Result<W>> Program for Station<W, B> {
    fn input(&mut self, input: Input, now: Instant) {
        if let Input::Resized(size) = input {
            self.size = Some(size);
        }
        if let State::Working(work) = &mut self.state {
            work.input(input, now);
        }
        self.step(now);
    }

    fn wake(&mut self, now: Instant) {
        if let State::Working(work) = &mut self.state {
            work.wake(now);
        }
        self.step(now);
    }

    fn next_wake(&self) -> Option<Instant> {
        let work = match &self.state {
            State::Working(work) => work.next_wake(),
            State::Waiting(_) => None,
        };
        work.into_iter().chain(self.pulse.due()).min()
    }

    fn frame(&self, size: Size) -> Frame<'_> {
        match &self.state {
            State::Working(work) => work.frame(size),
            State::Waiting(asking) => asking.frame(&self.texts, size),
        }
    }
}
