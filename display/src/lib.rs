//! The lobby display: which number is served where, seen from the far end of the hall. It decides nothing
//! about the queue; arguments, environment and clock come from `main.rs`.
mod board;
mod check;
mod kept;
mod loudspeaker;
mod network;
mod plan;
mod preview;
mod program;
mod recording;
mod spoken;
mod view;
mod words;

pub use check::{Checked, check};
pub use kept::Boot;
pub use plan::Plan;
pub use preview::preview;
pub use program::{Settings, Whose, run, texts};
pub use recording::{office, recorded, script};
pub use spoken::{Speech, Volume};
