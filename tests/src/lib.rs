//! What the whole-system tests, the benches and the demo share: the real programs as child processes, a hall to try them in, years of history,
//! the wire as bytes, pictures, a printer and an X server that are not real.
pub mod demo;
pub mod hall;
pub mod history;
pub mod paper;
pub mod patience;
pub mod picture;
pub mod programs;
pub mod proxy;
pub mod wire;
pub mod x_server;
