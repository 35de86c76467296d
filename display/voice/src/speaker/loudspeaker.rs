//! A sound on its way to a loudspeaker: the players that can be tried, and what becomes of each.
use std::process::ExitStatus;
use std::time::Duration;

use super::mixer::{Asked, Mixer};
use super::{Message, Told};
use crate::output::Player;
use crate::problem::{Problem, Unspoken};
use crate::process::{Failure, Running, Said};
use crate::sound::Sound;

/// What a player may need besides the sound's own length, to start and to open the device.
const MARGIN: Duration = Duration::from_secs(5);

pub(super) struct Loudspeaker {
    players: Vec<Player>,
    /// The one that worked last.
    first: usize,
    starts: u64,
}

/// Why one player didn't play to the end.
enum Broken {
    Asked,
    Failure(Failure),
}

impl Loudspeaker {
    pub(super) const fn new(players: Vec<Player>) -> Self {
        Self { players, first: 0, starts: 0 }
    }

    /// Plays a sound whole. A player that fails is followed by the next one, which begins anew; one that hangs
    /// isn't, as the sound may have been heard. `began` is told when the first has started.
    pub(super) fn play(
        &mut self,
        mixer: &mut Mixer,
        sound: &Sound,
        mut began: Option<Told>,
    ) -> Result<(), Unspoken> {
        let mut problem = Problem::NoPlayer;
        for turn in 0..self.players.len() {
            let index = (self.first + turn) % self.players.len();
            match self.play_by(index, mixer, sound, &mut began) {
                Ok(()) => {
                    self.first = index;
                    return Ok(());
                }
                Err(Broken::Asked) => return Err(Unspoken::Stopped),
                Err(Broken::Failure(Failure::Missing)) => {}
                Err(Broken::Failure(failure @ Failure::Failed(_))) => {
                    problem = Problem::Player(failure.to_string())
                }
                Err(Broken::Failure(failure @ Failure::Hung)) => {
                    self.first = index + 1;
                    return Err(Problem::Player(failure.to_string()).into());
                }
            }
        }
        Err(problem.into())
    }

    fn play_by(
        &mut self,
        index: usize,
        mixer: &mut Mixer,
        sound: &Sound,
        began: &mut Option<Told>,
    ) -> Result<(), Broken> {
        self.starts += 1;
        let (start, messages, clock) = (self.starts, mixer.messages(), mixer.clock());
        let until = clock() + Duration::from_millis(sound.length_ms()) + MARGIN;
        // Nobody listens any more when the mixer is closed.
        let tell = move |said| drop(messages.send(Message::Played(start, said)));
        let running = Running::start(self.players[index].command(), sound.bytes(), tell)?;
        if let Some(began) = began.take() {
            mixer.told(began);
        }
        let said = loop {
            match mixer.wait(until) {
                Some(Asked::Look(of, said)) if of == start => break said,
                // Words of a player that was ended before.
                Some(Asked::Nothing | Asked::Look(..)) => {}
                Some(Asked::Break) => {
                    running.kill();
                    return Err(Broken::Asked);
                }
                None => {
                    running.kill();
                    return Err(Failure::Hung.into());
                }
            }
        };
        Ok(judged(&said, running.ended(until, clock)?)?)
    }
}

impl<E: Into<Failure>> From<E> for Broken {
    fn from(failure: E) -> Self {
        Self::Failure(failure.into())
    }
}

fn judged(said: &Said, status: ExitStatus) -> Result<(), Failure> {
    match (status.success(), said.took_all) {
        (true, true) => Ok(()),
        (true, false) => Err(Failure::Failed("the player ended before the sound did".into())),
        (false, _) => Err(Failure::Failed(said.complaint(status))),
    }
}
