//! The counter server: offices with their logs, and HTTP in front of them.
//! Arguments, environment and clock are read in `main.rs` and come in as values.

pub mod accounts;
pub mod clock;
pub mod command_line;
pub mod http;
pub mod office;
pub mod office_file;
mod pages;
pub mod pulse;
mod report;
mod store;
mod verify;
mod view;
mod words;
