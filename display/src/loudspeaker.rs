//! The display's loudspeaker: does what the board orders, in the words of `spoken`, and hands back what became of it.
use std::io;
use std::sync::Arc;
use std::time::Instant;

use client::Mailbox;
use protocol::Text;
use voice::{Reading, Speaker, Told};

use crate::board::{Heard, Lobby, Order};
use crate::spoken::{Speaking, Speech, Volume};

/// The language of an office that has not said its own yet.
const ORIGINAL: &str = "vi";

/// A speaker, and how it is to speak.
pub(crate) struct Loudspeaker {
    speaker: Arc<Speaker>,
    languages: Vec<String>,
    reading: Reading,
    volume: Volume,
    /// The volume that the speaker has now.
    percent: Option<u8>,
}

impl Loudspeaker {
    /// Starts it. What it tells comes to the mailbox.
    pub(crate) fn start(speech: Speech, mailbox: Mailbox<Heard>, clock: fn() -> Instant) -> io::Result<Self> {
        let Speech { output, voice, reading, languages, volume } = speech;
        let tell = move |told| {
            // Nobody listens any more when the program ends.
            let _ = mailbox.post(heard(told));
        };
        let speaker = Arc::new(Speaker::start(output, voice, clock, tell)?);
        Ok(Self { speaker, languages, reading, volume, percent: None })
    }

    /// Tells at any time, from any thread, what is wrong with the sound.
    pub(crate) fn problem(&self) -> impl Fn() -> Option<String> + Send + Sync + 'static {
        let speaker = Arc::clone(&self.speaker);
        move || speaker.problem().map(|problem| problem.to_string())
    }

    /// Does what is ordered, as loud as it should be now.
    pub(crate) fn obey(&mut self, lobby: &mut Lobby, now_ms: u64) {
        self.turn(lobby, now_ms);
        for order in lobby.orders() {
            match order {
                Order::Stop => self.speaker.stop(),
                Order::Say(saying) => {
                    let first = [lobby.first_language().unwrap_or(ORIGINAL).to_owned()];
                    let languages = if self.languages.is_empty() { &first[..] } else { &self.languages[..] };
                    let services: Vec<(&str, &Text)> = lobby.services().collect();
                    let speaking = Speaking { languages, reading: self.reading, services: &services };
                    self.speaker.say(speaking.utterance(&saying));
                }
            }
        }
    }

    /// Turns the volume to that of this time of day.
    fn turn(&mut self, lobby: &Lobby, now_ms: u64) {
        let percent = lobby.now(now_ms).map(|now| self.volume.at(now));
        if let Some(percent) = percent.filter(|_| percent != self.percent) {
            self.speaker.set_volume(percent);
            self.percent = Some(percent);
        }
    }
}

fn heard(told: Told) -> Heard {
    match told {
        Told::Began { id, length_ms } => Heard::SpeechBegan(id, length_ms),
        Told::Ended { id, .. } | Told::Unspoken { id, .. } => Heard::SpeechEnded(id),
    }
}
