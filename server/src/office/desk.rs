//! The thread that alone changes an office: takes a batch from the inbox, decides, writes once, publishes,
//! answers.
mod batch;
mod errands;
mod history;
mod phones;
mod signs;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, anyhow};
use jiff::tz::TimeZone;
use queue::{Hall, Now, Stage};
use tokio::sync::{mpsc, oneshot, watch};

use super::Request;
use super::clock::OfficeClock;
use super::inbox::{Health, Job, Question};
use super::publication::{Published, Publisher};
use super::tokens::Tokens;
use crate::clock::Clock;
use crate::store::log::{Log, Restored};
use crate::view::View;
use batch::{Outcome, Pending};
pub use history::History;
pub(super) use phones::Phones;
use signs::Signs;

/// Jobs that share one transaction at the most.
const BATCH_MAX: usize = 256;
/// Time itself changes the board: sessions end, pauses pass, waits shrink.
const TICK: Duration = Duration::from_secs(1);

/// An office's log, state and public face, owned by its thread.
pub(super) struct Desk {
    path: PathBuf,
    clock: OfficeClock,
    hall: Hall,
    tokens: Tokens,
    /// `None` when it could not even be read after a failure.
    log: Option<Log>,
    /// After a failure nothing is written by the same connection again.
    worn: bool,
    health: Health,
    signs: Signs,
    /// When errands were looked for last; not since the server began when there is none.
    looked: Option<Duration>,
    publisher: Publisher,
    published: watch::Sender<Arc<Published>>,
    phones: Phones,
}

type Follow = (String, oneshot::Sender<mpsc::Receiver<axum::body::Bytes>>);

impl Desk {
    /// Opens the log and replays it.
    pub(super) fn open(path: PathBuf, clock: &Clock, health: Health, phones: Phones) -> anyhow::Result<Self> {
        let mut log = Log::open(&path)?;
        let restored = log.restore()?;
        let settled = log.settle();
        let mut clock = OfficeClock::new(clock.clone(), zone(&restored.hall)?, restored.hall.at_ms);
        let now = clock.now();
        let signs = Signs::of_last_life(&restored, &now);
        let (hall, tokens) = state(restored);
        let mut publisher = Publisher::default();
        let view = View::new(&hall, now, clock.zone(), &tokens).back_since(signs.back_ms(&now));
        let first = publisher.publish(&view, clock.monotonic()).context("there is always a first board")?;
        let published = watch::Sender::new(Arc::new(first));
        let mut desk = Self {
            path,
            clock,
            hall,
            tokens,
            log: Some(log),
            worn: settled.is_err(),
            health,
            signs,
            looked: None,
            publisher,
            published,
            phones,
        };
        if let Err(error) = settled {
            desk.unwell(&error);
        }
        Ok(desk)
    }

    pub(super) fn published(&self) -> watch::Receiver<Arc<Published>> {
        self.published.subscribe()
    }

    /// Works until told to stop.
    pub(super) fn run(mut self, inbox: &Receiver<Job>) {
        self.batch(Vec::new());
        loop {
            let first = match inbox.recv_timeout(TICK) {
                Ok(job) => Some(job),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let jobs: Vec<_> = first.into_iter().chain(inbox.try_iter().take(BATCH_MAX - 1)).collect();
            let stop = jobs.iter().any(|job| matches!(job, Job::Stop));
            self.batch(jobs);
            if stop {
                return self.last_sign();
            }
        }
    }

    /// One batch, begun by time itself. Reads and followers see what is on disk, after the batch before them.
    fn batch(&mut self, jobs: Vec<Job>) {
        let mut commands = Vec::new();
        let mut questions: Vec<Question> = Vec::new();
        let mut follows: Vec<Follow> = Vec::new();
        for job in jobs {
            match job {
                Job::Command(request, answer) => commands.push((request, answer)),
                Job::Read(question) => questions.push(question),
                Job::Follow(token, answer) => follows.push((token, answer)),
                Job::Stop => {}
            }
        }
        let (requests, callers): (Vec<_>, Vec<_>) = commands.into_iter().unzip();
        for (caller, outcome) in callers.into_iter().zip(self.outcomes(&requests)) {
            // Whoever hung up asks again with the same key.
            let _ = caller.send(outcome);
        }
        if self.log.is_some() {
            self.serve(questions, follows);
        }
    }

    /// One outcome for each command, all on disk. None after a failure, of which the callers hear when they are let go:
    /// by then its reason can be asked for.
    fn outcomes(&mut self, requests: &[Request]) -> Vec<Outcome> {
        match self.mend() {
            Ok(()) => match catch_unwind(AssertUnwindSafe(|| self.commands(requests))) {
                Ok(Ok(outcomes)) => return outcomes,
                Ok(Err(error)) => self.fail(&error),
                Err(_) => self.fail(&anyhow!("a rule panicked")),
            },
            Err(error) => self.unwell(&error),
        }
        Vec::new()
    }

    fn commands(&mut self, requests: &[Request]) -> anyhow::Result<Vec<Outcome>> {
        let begun = self.clock.now();
        self.tell_of_the_clock();
        let mut pending = Pending::default();
        let mut now = self.tick(begun, &mut pending)?;
        let mut outcomes = Vec::with_capacity(requests.len());
        for request in requests {
            outcomes.push(self.decide(request, &now, &mut pending)?);
            // A day that ends may have been the last one of a zone.
            now = self.clock.at(now.at_ms);
        }
        self.run_errands(&now, &mut pending)?;
        self.commit(&now, &mut pending)?;
        self.publish(&now, &mut pending);
        Ok(outcomes)
    }

    /// Whoever looks for why the hall's time is not the machine's finds it in the server's log.
    fn tell_of_the_clock(&mut self) {
        let Some(set_by_ms) = self.clock.set_by_ms() else { return };
        let (minutes, way) = (set_by_ms.abs() / 60_000, if set_by_ms > 0 { "forward" } else { "back" });
        let office = self.code();
        tracing::warn!(
            office,
            "the machine's clock was set {way} by {minutes} minutes; no time of the log goes back"
        );
    }

    /// Questions are asked again by whoever gets no answer; a panic of one must not take the others with it.
    fn serve(&mut self, questions: Vec<Question>, follows: Vec<Follow>) {
        let now = self.clock.now();
        let view =
            View::new(&self.hall, now, self.clock.zone(), &self.tokens).back_since(self.signs.back_ms(&now));
        for question in questions {
            if catch_unwind(AssertUnwindSafe(|| question(&view))).is_err() {
                tracing::error!("a question about the office panicked");
            }
        }
        for (token, answer) in follows {
            self.phones.follow(&view, &token, answer);
        }
    }

    fn publish(&mut self, now: &Now, pending: &mut Pending) {
        let view =
            View::new(&self.hall, *now, self.clock.zone(), &self.tokens).back_since(self.signs.back_ms(now));
        if let Some(published) = self.publisher.publish(&view, self.clock.monotonic()) {
            self.published.send_replace(Arc::new(published));
        }
        self.phones.tell(&view, pending.changed(), self.clock.monotonic());
    }

    /// Whatever was decided is not on disk: the state is read from the log again. What is on disk can still be
    /// asked for.
    fn fail(&mut self, error: &anyhow::Error) {
        metrics::counter!("mot_cua_batches_failed_total").increment(1);
        self.unwell(error);
        self.worn = true;
        let read = self.log().and_then(Log::restore);
        if read.and_then(|restored| self.begin_from(restored)).is_err() {
            self.log = None;
        }
    }

    /// From here on everything is as the log has it. A batch that failed leaves nothing else behind, also one that is on
    /// disk although it was said to have failed.
    fn begin_from(&mut self, restored: Restored) -> anyhow::Result<()> {
        self.clock.set_zone(zone(&restored.hall)?);
        self.clock.read(restored.hall.at_ms);
        (self.hall, self.tokens) = state(restored);
        self.phones.leave_day(self.hall.day());
        Ok(())
    }

    /// The first reason is the true one: what follows from it says less.
    fn unwell(&mut self, error: &anyhow::Error) {
        if self.health.get().is_ok() {
            self.signs.lost(&self.clock.now());
            let reason = format!("{error:#}");
            tracing::error!(
                office = self.code(),
                reason,
                "nothing can be written, state is read from the log again"
            );
            self.health.set(Some(reason));
        }
    }

    /// After a failure: the log by a new connection, if it can be written, and the state from it.
    fn mend(&mut self) -> anyhow::Result<()> {
        if self.log.is_some() && !self.worn {
            return Ok(());
        }
        let mut log = Log::open(&self.path)?;
        log.settle()?;
        log.probe()?;
        let restored = log.restore()?;
        self.signs = self.signs.mended(&restored, &self.clock.now());
        self.begin_from(restored)?;
        (self.log, self.worn) = (Some(log), false);
        self.health.set(None);
        tracing::info!(office = self.code(), "written again");
        Ok(())
    }

    fn log(&mut self) -> anyhow::Result<&mut Log> {
        self.log.as_mut().context("the log is not open")
    }

    fn code(&self) -> Option<&str> {
        self.hall.office().map(|office| office.code.as_str())
    }
}

fn zone(hall: &Hall) -> anyhow::Result<TimeZone> {
    let office = hall.office().context("the log begins with no office")?;
    TimeZone::get(&office.time_zone).with_context(|| format!("unknown time zone {}", office.time_zone))
}

/// The hall as it was read, with the tokens of its day.
fn state(restored: Restored) -> (Hall, Tokens) {
    let mut tokens = Tokens::new(restored.token_secret);
    if let Some(day) = restored.hall.day() {
        day.tickets().for_each(|ticket| tokens.learn(day.date, ticket.number));
    }
    (restored.hall, tokens)
}

/// Whether a ticket's row can still change when the day ends.
fn unsettled(stage: &Stage) -> bool {
    match stage {
        Stage::Waiting | Stage::Called | Stage::Serving | Stage::Held { .. } => true,
        Stage::Done { .. } | Stage::NoShow { .. } | Stage::Cancelled { .. } | Stage::Expired => false,
    }
}

#[cfg(test)]
mod tests;
