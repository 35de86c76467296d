//! The whole system: the real programs as processes, tried from outside only. Each test has a hall of its own.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
#![expect(
    clippy::print_stdout,
    reason = "what was measured is told, to whoever asks for it with --show-output"
)]
mod aloud;
mod checks;
mod clocks;
mod commands;
mod counters;
mod demo;
mod disks;
mod display;
mod drips;
mod floods;
mod folders;
mod followers;
mod history;
mod kiosk;
mod malformed;
mod network;
mod newcomers;
mod offices;
mod one_ticket;
mod pairing;
mod presses;
mod printer;
mod schemathesis;
mod screens;
mod slow_readers;
mod storms;
mod tls;
mod watched;
