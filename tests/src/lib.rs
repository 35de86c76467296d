//! What the whole-system tests and the demo share: the real programs as child processes, a hall to try them in, years of
//! history, the wire as bytes, certificates, pictures, a printer, an X server and a disk that are not real.
pub mod bad_line;
pub mod certificates;
pub mod crowd;
pub mod demo;
pub mod disk;
pub mod hall;
pub mod history;
pub mod listener;
pub mod paper;
pub mod patience;
pub mod picture;
pub mod programs;
pub mod proxy;
pub mod watcher;
pub mod wire;
pub mod x_server;
