//! What is heard in the hall: the words of a call, their sound, and the one who speaks them. Nobody's name is
//! ever among the words, nothing is fetched from anywhere, and no library of the machine is linked: speech comes
//! from recorded clips or from the program espeak-ng, and is played by the program pw-play, paplay or aplay.
//!
//! # Words
//!
//! [`Language`] finds the words, as pure text:
//!
//! ```
//! use voice::{Call, Language, Reading};
//!
//! let vietnamese = Language::Vietnamese(Reading::default());
//! let call = Call { number: "A012", counter: "3", name: "", short: None, recall: false };
//! assert_eq!(vietnamese.call(&call), "Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba.");
//! assert_eq!(vietnamese.aloud("Số A012, khoảng 10–15 phút"), "Số A, không, một, hai, khoảng mười đến mười lăm phút");
//! ```
//!
//! A notice, or a text in any other language, is spoken as it is given.
//!
//! # Speaking
//!
//! An [`Utterance`] is what must be heard in one piece: a chime, sentences in several languages one after the
//! other, pauses. [`Speaker`] speaks utterances in the order in which they come, each completely, and tells of
//! each when it begins, when it has ended, or why it wasn't heard:
//!
//! ```no_run
//! use voice::{Call, Language, Output, Part, Reading, Speaker, Utterance, Voice};
//! # fn clock() -> std::time::Instant { std::time::Instant::now() }
//!
//! let vietnamese = Language::Vietnamese(Reading::default());
//! let call = vietnamese.call(&Call { number: "A012", counter: "3", name: "", short: None, recall: false });
//! let parts = vec![Part::Chime, Part::said(vietnamese, call.as_str()), Part::said(vietnamese, call)];
//! let speaker = Speaker::start("device".parse::<Output>()?, Voice::default(), clock, |told| println!("{told:?}"))?;
//! speaker.say(Utterance { id: 1, parts });
//! # Ok::<(), anyhow::Error>(())
//! ```
//!
//! A sentence that no voice can speak is left out and named in [`Told::Ended`]; the chime is heard all the same.
//! What is wrong with the machine is told once in the log and stays in [`Speaker::problem`] until it is over:
//! every further utterance tries anew.
//!
//! # Voices
//!
//! A [`Pack`] of recorded clips goes before espeak-ng. [`script()`] says what to record for an office,
//! [`manifest`] under which names, and [`check()`] what is wrong with what was recorded.
//!
//! # Headphones
//!
//! A kiosk that reads aloud has a speaker of its own, whose device is chosen apart from that of announcements.
//! A plugged headphone is used alone. Who notices the plug depends on the machine:
//!
//! - PulseAudio and PipeWire switch to the headphone by themselves; choose `device`.
//! - On plain ALSA the sound card's driver does it where it has the control "Auto-Mute Mode":
//!   `amixer -c 0 sset 'Auto-Mute Mode' Enabled`, then `alsactl store`. Whether the card sees the plug is read by
//!   `amixer -c 0 cget iface=CARD,name='Headphone Jack'`.
//! - Where the headphone's socket is a device of its own, name it: `headphone:hw:PCH,2`, or, beside a loudspeaker on
//!   another card, `headphone:hw:Headset+device:hw:PCH`. Before each utterance the card is asked for its control
//!   "Headphone Jack" or "Headset Jack" through the program amixer; a plug is followed from the next utterance on.
//! - Where the card sees no plug, give the headphone's socket a card of its own (a USB adapter), and name it:
//!   `device:hw:Headset`, by the name in `/proc/asound/cards`. Then nothing is ever read into the hall.
mod aloud;
mod check;
mod chime;
mod english;
mod espeak;
mod jack;
mod language;
mod number;
mod output;
mod pack;
mod problem;
mod process;
mod script;
mod sentence;
mod sound;
mod speaker;
mod utterance;
mod vietnamese;
mod voice;
mod wav;

#[cfg(test)]
mod tests;

pub use check::{Defect, Fault, check};
pub use espeak::Espeak;
pub use language::{Call, Language};
pub use output::Output;
pub use pack::Pack;
pub use problem::{Problem, Unspoken};
pub use script::{Line, Names, manifest, script};
pub use speaker::{Speaker, Told};
pub use utterance::{Part, Utterance};
pub use vietnamese::{Reading, Thousand, ZeroTens};
pub use voice::Voice;
