//! The one mixer: a thread that speaks utterances one after the other, each completely, and tells of each when
//! it begins and ends, or why it wasn't heard.
mod loudspeaker;
mod mixer;

#[cfg(test)]
mod tests;

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use crate::output::Output;
use crate::problem::{Problem, Unspoken};
use crate::process::Said;
use crate::utterance::Utterance;
use crate::voice::Voice;
use mixer::{Mixer, Target};

/// What became of an utterance. Each gets exactly one of `Ended` and `Unspoken`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is being heard from now on.
    Began {
        /// Which.
        id: u64,
        /// How long it will take.
        length_ms: u64,
    },
    /// It was heard to its end.
    Ended {
        /// Which.
        id: u64,
        /// How long it was.
        length_ms: u64,
        /// Why sentences in it were left out, each reason once; empty when all was spoken.
        silent: Vec<Unspoken>,
    },
    /// It wasn't heard, or not to its end.
    Unspoken {
        /// Which.
        id: u64,
        /// Why.
        why: Unspoken,
    },
}

/// A mixer at work. Ends, also in the middle of an utterance, when it is dropped.
#[derive(Debug)]
pub struct Speaker {
    mixer: Sender<Message>,
    problem: Arc<Mutex<Option<Problem>>>,
}

#[derive(Debug)]
enum Message {
    Say(Utterance),
    Rehearse(Utterance),
    SetVolume(u8),
    Skip(u64),
    Clear,
    Stop,
    Close,
    /// A player has closed its outputs; with the number of its start.
    Played(u64, Said),
}

impl Speaker {
    /// Starts the thread, which begins with trying the device in silence, so that what is wrong with it is known
    /// before the first call. `tell` is called from the thread and must not wait.
    ///
    /// Utterances to [`Output::Wav`] end as soon as they are written, with the length they have; nobody waits
    /// for that long.
    pub fn start(
        output: Output,
        voice: Voice,
        clock: fn() -> Instant,
        tell: impl Fn(Told) + Send + 'static,
    ) -> io::Result<Self> {
        Self::to(Target::of(output), voice, clock, tell)
    }

    fn to(
        target: Target,
        voice: Voice,
        clock: fn() -> Instant,
        tell: impl Fn(Told) + Send + 'static,
    ) -> io::Result<Self> {
        let (messages, inbox) = channel();
        let problem = Arc::new(Mutex::new(None));
        let speaker = Self { mixer: messages.clone(), problem: Arc::clone(&problem) };
        let mixer = Mixer::new(voice, clock, Box::new(tell), problem, (messages, inbox));
        thread::Builder::new().name("speaker".into()).spawn(move || mixer.run(target))?;
        Ok(speaker)
    }

    /// Speaks after everything that waits.
    pub fn say(&self, utterance: Utterance) {
        self.send(Message::Say(utterance));
    }

    /// Finds out, in its turn, whether an utterance could be heard, and tries a device that failed once more.
    /// Nothing of it is heard or written; it ends as if it had been, or is told as unspoken with what is wrong.
    /// It is not taken back by [`Self::skip`], [`Self::clear`] or [`Self::stop`].
    pub fn rehearse(&self, utterance: Utterance) {
        self.send(Message::Rehearse(utterance));
    }

    /// From the next utterance on; from 0 to 100 %, in steps that are heard as about equal.
    pub fn set_volume(&self, percent: u8) {
        self.send(Message::SetVolume(percent));
    }

    /// Takes an utterance back if it hasn't begun.
    pub fn skip(&self, id: u64) {
        self.send(Message::Skip(id));
    }

    /// Takes back all that haven't begun.
    pub fn clear(&self) {
        self.send(Message::Clear);
    }

    /// Falls silent at once: the one being spoken is broken off, all others are taken back.
    pub fn stop(&self) {
        self.send(Message::Stop);
    }

    /// What is wrong with sound now; for the heartbeat.
    pub fn problem(&self) -> Option<Problem> {
        self.problem.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn send(&self, message: Message) {
        // A thread that has ended is noticed by what it no longer tells.
        let _ = self.mixer.send(message);
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.send(Message::Close);
    }
}
