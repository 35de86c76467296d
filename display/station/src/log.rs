//! The last lines of the program's own log, for who stands before the machine and has no other screen.
use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::fmt::MakeWriter;

/// So many lines are kept.
const LINES: usize = 60;

/// Keeps the last lines that are written into it. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct LastLines(Arc<Mutex<VecDeque<String>>>);

impl LastLines {
    /// The lines, the newest last.
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// One line of the log as it is written, which is in one piece.
impl Write for LastLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for line in String::from_utf8_lossy(bytes).lines() {
            if lines.len() >= LINES {
                lines.pop_front();
            }
            lines.push_back(plain(line));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for LastLines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Without the colours of a terminal.
fn plain(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_stay_without_their_colours() {
        let log = LastLines::default();
        for at in 0..100 {
            writeln!(log.clone(), "\u{1b}[2mline\u{1b}[0m {at}").unwrap();
        }
        // A line is written in pieces by `writeln!`, but in one by the subscriber.
        let lines = log.lines();
        assert_eq!(lines.len(), LINES);
        log.clone().write_all("\u{1b}[32mINFO\u{1b}[0m xin chào\n".as_bytes()).unwrap();
        assert_eq!(log.lines().last().map(String::as_str), Some("INFO xin chào"));
    }
}
