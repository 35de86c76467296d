//! The keyboard on a bare X server: where no window manager gives the focus to a window, the window takes it
//! itself. winit only asks the window manager.

use winit::window::Window;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt, InputFocus};

/// Gives the window the keyboard if there is no window manager to do so.
///
/// # Errors
/// When the X server can't be reached or doesn't show the window.
pub(super) fn take(window: &Window) -> anyhow::Result<()> {
    let window = u32::try_from(u64::from(window.id()))?;
    let (server, screen) = x11rb::connect(None)?;
    let root = server.setup().roots[screen].root;
    if !is_managed(&server, root)? {
        server.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?.check()?;
    }
    Ok(())
}

/// Whether there is a window manager. Every one of today leaves this mark (Extended Window Manager Hints,
/// "Root Window Properties").
fn is_managed(server: &impl Connection, root: u32) -> anyhow::Result<bool> {
    let mark = server.intern_atom(false, b"_NET_SUPPORTING_WM_CHECK")?.reply()?.atom;
    let found = server.get_property(false, root, mark, AtomEnum::WINDOW, 0, 1)?.reply()?;
    Ok(found.value_len > 0)
}
