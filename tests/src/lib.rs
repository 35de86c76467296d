//! What the whole-system tests and the demo share: the real programs as child processes, a hall to try them in, years of
//! history, what must hold of any input, the wire as bytes, certificates, pictures, a printer, an X server, a disk and a
//! clock that are not real.
pub mod bad_line;
pub mod certificates;
pub mod clock;
pub mod conversation;
pub mod crowd;
pub mod demo;
pub mod disk;
pub mod fuzzing;
pub mod hall;
pub mod history;
pub mod listener;
pub mod paper;
pub mod patience;
pub mod picture;
mod preload;
pub mod printer;
pub mod programs;
pub mod proxy;
pub mod socket;
pub mod watcher;
pub mod wire;
pub mod x_server;
