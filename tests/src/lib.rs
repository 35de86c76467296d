//! What the whole-system tests and the demo share: the real programs as child processes, a hall to try them in,
//! the wire as bytes, a printer and an X server that are not real.
pub mod demo;
pub mod hall;
pub mod paper;
pub mod programs;
pub mod wire;
pub mod x_server;
