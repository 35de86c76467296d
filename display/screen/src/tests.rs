//! Pictures of everything the kit draws, each looked at by a human.

mod text;
