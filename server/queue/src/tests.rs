//! The rules by scripts: what people do, line by line, and what the hall answers.
mod calling;
mod changing;
mod days;
mod desk;
mod forecast;
mod holders;
mod issuing;
mod office;
mod properties;
mod script;
mod undoing;
mod waiting;
mod wire;
