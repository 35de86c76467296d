//! The drawing kit of kiosk and display: a canvas with smooth shapes and Vietnamese text, buttons, and the
//! window or folder in which the pictures appear, and how such a program is called. It knows no ticket, no
//! office and no network.

pub mod area;
pub mod button;
pub mod canvas;
pub mod command_line;
pub mod frame;
#[cfg(any(test, feature = "golden"))]
pub mod golden;
pub mod input;
pub mod pen;
pub mod picture;
pub mod qr;
pub mod screen;
pub mod shapes;
pub mod text;
pub mod theme;

mod generations;
mod png_folder;
mod window;

#[cfg(test)]
mod tests;
