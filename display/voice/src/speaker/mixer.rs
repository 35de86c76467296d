//! The mixer's thread: what waits, in order, and the one that is being spoken.
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::loudspeaker::Loudspeaker;
use super::{Message, Told};
use crate::jack::Jack;
use crate::output::{self, Output, Player};
use crate::problem::{Problem, Troubles, Unspoken};
use crate::process::Said;
use crate::sound::Sound;
use crate::utterance::Utterance;
use crate::voice::{Spoken, Voice};

/// Silence to try a device with.
const TRIAL_MS: u32 = 50;

/// Where sound goes, made ready.
pub(super) enum Target {
    Loudspeaker(Loudspeaker),
    /// The second takes over while nothing is plugged into the first.
    Headphone(Jack, Box<[Loudspeaker; 2]>),
    Folder(PathBuf),
    Off,
}

impl Target {
    pub(super) fn of(output: Output) -> Self {
        match output {
            Output::Device(name) => Self::Loudspeaker(Loudspeaker::new(Player::of(name.as_deref()))),
            Output::Headphone { device, otherwise } => {
                let of = |name: Option<&str>| Loudspeaker::new(Player::of(name));
                let both = [of(Some(&device)), of(otherwise.as_deref())];
                match Jack::of(&device) {
                    Some(jack) => Self::Headphone(jack, Box::new(both)),
                    None => Self::Loudspeaker(of(otherwise.as_deref())),
                }
            }
            Output::Wav(folder) => Self::Folder(folder),
            Output::Off => Self::Off,
        }
    }

    /// What plays at this moment, unless it is a folder or nothing.
    fn loudspeaker(&mut self, clock: fn() -> Instant) -> Option<&mut Loudspeaker> {
        match self {
            Self::Loudspeaker(loudspeaker) => Some(loudspeaker),
            Self::Headphone(jack, both) => both.get_mut(usize::from(!jack.is_plugged(clock))),
            Self::Folder(_) | Self::Off => None,
        }
    }
}

/// One that waits to be spoken.
struct Waiting {
    /// The number of its arrival.
    arrival: u64,
    utterance: Utterance,
    /// It is not to be heard: only whether it could be is wanted.
    rehearsed: bool,
}

/// What a message asks of the utterance that is being spoken.
pub(super) enum Asked {
    Nothing,
    /// To be broken off.
    Break,
    /// Its player, of this start, may have ended.
    Look(u64, Said),
}

pub(super) struct Mixer {
    voice: Voice,
    clock: fn() -> Instant,
    tell: Box<dyn Fn(Told) + Send>,
    problem: Arc<Mutex<Option<Problem>>>,
    troubles: Troubles,
    /// Players tell by it that they ended.
    messages: Sender<Message>,
    inbox: Receiver<Message>,
    waiting: VecDeque<Waiting>,
    arrivals: u64,
    volume: u8,
    closed: bool,
}

impl Mixer {
    pub(super) fn new(
        voice: Voice,
        clock: fn() -> Instant,
        tell: Box<dyn Fn(Told) + Send>,
        problem: Arc<Mutex<Option<Problem>>>,
        (messages, inbox): (Sender<Message>, Receiver<Message>),
    ) -> Self {
        Self {
            voice,
            clock,
            tell,
            problem,
            troubles: Troubles::default(),
            messages,
            inbox,
            waiting: VecDeque::new(),
            arrivals: 0,
            volume: 100,
            closed: false,
        }
    }

    pub(super) fn run(mut self, mut target: Target) {
        // What is wrong is known from now on, and told with the first utterance.
        let _ = self.try_out(&mut target);
        while let Some(arrival) = self.next() {
            self.speak(arrival, &mut target);
        }
    }

    /// The arrival of the next to be spoken, which stays the first of those that wait; `None` when closed.
    fn next(&mut self) -> Option<u64> {
        loop {
            self.hear_all();
            if self.closed {
                return None;
            }
            if let Some(first) = self.waiting.front() {
                return Some(first.arrival);
            }
            let message = self.inbox.recv().ok()?;
            self.hear(message);
        }
    }

    fn speak(&mut self, arrival: u64, target: &mut Target) {
        let Some(Waiting { utterance, rehearsed, .. }) = self.waiting.front() else { return };
        let (id, rehearsed) = (utterance.id, *rehearsed);
        if matches!(target, Target::Off) {
            self.waiting.pop_front();
            return self.told(Told::Unspoken { id, why: Unspoken::Off });
        }
        let spoken = self.voice.spoken(&utterance.parts, self.clock);
        if spoken.has_sentences {
            self.troubles.synthesised(&spoken.silent);
            self.publish();
        }
        // Whatever was said meanwhile counts: taken back now, it hasn't begun, and that was told.
        self.hear_all();
        if self.closed || self.waiting.front().is_none_or(|first| first.arrival != arrival) {
            return;
        }
        self.waiting.pop_front();
        let nothing = spoken.silent.first().filter(|_| spoken.sound.is_empty()).cloned();
        let played = match nothing {
            Some(why) => Err(why),
            None if rehearsed => self.try_again(target),
            None => self.play(id, &spoken, target),
        };
        let length_ms = spoken.sound.length_ms();
        self.told(match played {
            Ok(()) => Told::Ended { id, length_ms, silent: spoken.silent },
            Err(why) => Told::Unspoken { id, why },
        });
    }

    /// Plays a little silence, and learns by it what is wrong with the device.
    fn try_out(&mut self, target: &mut Target) -> Result<(), Unspoken> {
        let Some(loudspeaker) = target.loudspeaker(self.clock) else { return Ok(()) };
        let tried = loudspeaker.play(self, &Sound::silence(TRIAL_MS), None);
        self.learn(&tried);
        tried
    }

    /// As [`Self::try_out`], where something was wrong.
    fn try_again(&mut self, target: &mut Target) -> Result<(), Unspoken> {
        if self.troubles.is_output_well() { Ok(()) } else { self.try_out(target) }
    }

    fn play(&mut self, id: u64, spoken: &Spoken, target: &mut Target) -> Result<(), Unspoken> {
        let sound = &spoken.sound.at_volume(self.volume);
        let began = Told::Began { id, length_ms: sound.length_ms() };
        if sound.is_empty() {
            self.told(began);
            return Ok(());
        }
        let played = if let Some(loudspeaker) = target.loudspeaker(self.clock) {
            loudspeaker.play(self, sound, Some(began))
        } else if let Target::Folder(folder) = target {
            self.told(began);
            let written = output::write(sound, &spoken.text, folder);
            written.map_err(|error| Problem::Folder(error.to_string()).into())
        } else {
            Err(Unspoken::Off)
        };
        self.learn(&played);
        played
    }

    fn learn(&mut self, played: &Result<(), Unspoken>) {
        match played {
            Ok(()) => self.troubles.played(None),
            Err(Unspoken::Problem(problem)) => self.troubles.played(Some(problem.clone())),
            // Says nothing about the device.
            Err(Unspoken::Off | Unspoken::Skipped | Unspoken::Stopped | Unspoken::NoVoice(_)) => {}
        }
        self.publish();
    }

    fn publish(&self) {
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = self.troubles.worst();
    }

    pub(super) fn told(&self, told: Told) {
        (self.tell)(told);
    }

    pub(super) fn messages(&self) -> Sender<Message> {
        self.messages.clone()
    }

    pub(super) const fn clock(&self) -> fn() -> Instant {
        self.clock
    }

    /// What is asked next while something is played; `None` at `until`.
    pub(super) fn wait(&mut self, until: Instant) -> Option<Asked> {
        match self.inbox.recv_timeout(until.saturating_duration_since((self.clock)())) {
            Ok(message) => Some(self.hear(message)),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    fn hear_all(&mut self) {
        while let Ok(message) = self.inbox.try_recv() {
            self.hear(message);
        }
    }

    fn hear(&mut self, message: Message) -> Asked {
        match message {
            Message::Say(utterance) => self.arrived(utterance, false),
            Message::Rehearse(utterance) => self.arrived(utterance, true),
            Message::SetVolume(percent) => self.volume = percent,
            Message::Skip(id) => self.take_back(|one| !one.rehearsed && one.utterance.id == id),
            Message::Clear => self.take_back(|one| !one.rehearsed),
            Message::Stop => {
                self.take_back(|one| !one.rehearsed);
                return Asked::Break;
            }
            Message::Close => {
                self.take_back(|_| true);
                self.closed = true;
                return Asked::Break;
            }
            Message::Played(start, said) => return Asked::Look(start, said),
        }
        Asked::Nothing
    }

    fn arrived(&mut self, utterance: Utterance, rehearsed: bool) {
        self.arrivals += 1;
        self.waiting.push_back(Waiting { arrival: self.arrivals, utterance, rehearsed });
    }

    fn take_back(&mut self, which: impl Fn(&Waiting) -> bool) {
        let waiting = std::mem::take(&mut self.waiting);
        let (back, kept): (VecDeque<_>, _) = waiting.into_iter().partition(which);
        self.waiting = kept;
        for Waiting { utterance, .. } in back {
            self.told(Told::Unspoken { id: utterance.id, why: Unspoken::Skipped });
        }
    }
}
