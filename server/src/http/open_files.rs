//! How many connections the process may hold. Systems give 1,024 open files to whoever does not ask for more, too
//! few for a hall full of phones.
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Asks for as many open files as this process may have at all.
pub(super) fn raise() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return;
    }
    let raised = Rlimit { current: limit.maximum, ..limit };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!("no more than {:?} connections are possible: {error}", limit.current);
    }
}
