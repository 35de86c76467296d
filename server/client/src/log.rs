//! What the log is told of the server: each change once, in words for whoever looks after the machine. That it
//! is asked again and again is no change.
use protocol::{Code, Problem};

use crate::{Away, Failure, News};

/// What the log was last told of an event stream.
#[derive(Debug)]
pub struct LineLog {
    office: String,
    told: Option<Line>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Whole,
    Away,
    Untrusted,
    /// Something answers that is not our server.
    Foreign,
    Busy,
    Refused(Code),
}

impl LineLog {
    /// The log of a stream of an office, of which nothing has been told.
    pub fn new(office: &str) -> Self {
        Self { office: office.into(), told: None }
    }

    /// Hears news and tells what changed; `false` when nothing did. A stream is whole with its first message:
    /// before that it may not be our server's.
    pub fn hear<M>(&mut self, news: &News<M>) -> bool {
        let line = match news {
            News::Connected => return false,
            News::Message(_) => Line::Whole,
            News::Lost(failure) => Line::after(failure),
            News::Refused(problem) => Line::Refused(problem.code),
        };
        if self.told == Some(line) {
            return false;
        }
        match news {
            News::Connected | News::Message(_) => self.whole(),
            News::Lost(failure) => self.lost(failure),
            News::Refused(problem) => self.refused(problem),
        }
        self.told = Some(line);
        true
    }

    fn whole(&self) {
        let office = &self.office;
        match self.told {
            None => tracing::info!(office, "the server tells of the office"),
            Some(_) => tracing::info!(office, "the server is back and tells of the office"),
        }
    }

    fn lost(&self, failure: &Failure) {
        let office = &self.office;
        match Line::after(failure) {
            Line::Busy => {
                tracing::warn!(office, %failure, "the server is too busy to tell of the office; asking again")
            }
            Line::Foreign => {
                tracing::error!(office, %failure, "what answers is not the server: is --server right? asking again");
            }
            Line::Untrusted => {
                tracing::error!(office, %failure, "the server is not trusted: is --ca right? asking again");
            }
            Line::Whole | Line::Away | Line::Refused(_) => {
                tracing::warn!(office, %failure, "the line to the server is lost; trying again until it is back");
            }
        }
    }

    fn refused(&self, problem: &Problem) {
        let (office, detail) = (&self.office, &problem.detail);
        if problem.code == Code::UnknownOffice {
            tracing::error!(
                office,
                "the server knows no office of this code: is --office right? asking again"
            );
        } else {
            tracing::error!(office, detail, "the server refuses to tell of the office; asking again");
        }
    }
}

impl Line {
    fn after(failure: &Failure) -> Self {
        match failure {
            Failure::Away(Away::Unreachable(_) | Away::TimedOut(_) | Away::Cut(_)) => Self::Away,
            Failure::Away(Away::Untrusted(_)) => Self::Untrusted,
            Failure::Away(Away::Garbage(_)) => Self::Foreign,
            Failure::Busy { .. } => Self::Busy,
            Failure::Refused(problem) => Self::Refused(problem.code),
        }
    }
}

/// What the log was last told of how the server takes a device's key.
#[derive(Debug, Default)]
pub struct KeyLog {
    refused: Option<Code>,
}

impl KeyLog {
    /// Hears what became of something sent with the key, and tells what changed. A server that is away or busy
    /// says nothing of the key.
    pub fn hear(&mut self, result: &Result<(), Failure>) {
        match result {
            Ok(()) => {
                if self.refused.take().is_some() {
                    tracing::info!("the server takes this device's key again");
                }
            }
            Err(Failure::Refused(problem)) => self.refused(problem),
            Err(Failure::Busy { .. } | Failure::Away(_)) => {}
        }
    }

    /// Hears that the server said no to what came with the key. Without this office it says nothing of the key.
    pub fn refused(&mut self, Problem { code, detail, .. }: &Problem) {
        if *code == Code::UnknownOffice || self.refused.replace(*code) == Some(*code) {
            return;
        }
        if *code == Code::Unauthenticated {
            tracing::error!(
                detail,
                "the server does not take this device's key: it is wrong or revoked; put a new one of `server device add` into the file of --key-file"
            );
        } else if *code == Code::Forbidden {
            tracing::error!(
                detail,
                "this device's key is for another office or another kind of device; put the right one into the file of --key-file"
            );
        } else {
            tracing::warn!(detail, "the server refuses what this device tells");
        }
    }
}

#[cfg(test)]
mod tests;
