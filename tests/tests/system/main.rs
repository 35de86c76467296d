//! The whole system: the real programs as processes, tried from outside only. Each test has a hall of its own.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
mod counters;
mod demo;
mod display;
mod folders;
mod followers;
mod kills;
mod kiosk;
mod malformed;
mod network;
mod one_ticket;
mod pairing;
mod presses;
mod tls;
