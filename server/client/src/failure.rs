//! What can come back instead of an answer.
use std::time::Duration;

use protocol::Problem;

/// Why a call did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server's "no": repeating the same call gives the same answer.
    #[error("refused: {} ({})", .0.detail, .0.status)]
    Refused(Problem),
    /// Not now (429, 503); nothing was done, the same call may be repeated with the same key.
    #[error("the server is busy, again in {} s", .retry_after.as_secs())]
    Busy {
        /// How long to wait.
        retry_after: Duration,
    },
    /// No answer that can be trusted: the call may or may not have been carried out.
    #[error(transparent)]
    Away(#[from] Away),
}

/// In which way the server did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Away {
    /// No connection could be made.
    #[error("the server can't be reached: {0}")]
    Unreachable(String),
    /// Whoever answers there can't show that it is the server.
    #[error("the server's certificate is not trusted: {0}")]
    Untrusted(String),
    /// No answer, or no sign of life on an event stream, in time.
    #[error("the server did not answer within {} ms", .0.as_millis())]
    TimedOut(Duration),
    /// The connection ended in the middle of an answer or of an event stream.
    #[error("the connection was cut: {0}")]
    Cut(String),
    /// Something answered, but not as the server would.
    #[error("the answer is not understood: {0}")]
    Garbage(String),
}
