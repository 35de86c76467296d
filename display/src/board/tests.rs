//! Scripts of a hall's minutes, and what the lobby sees at each of their steps.
mod calls;
mod day;
mod hall;
mod line;
mod speech;
