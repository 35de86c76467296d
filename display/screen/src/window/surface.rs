//! The window's pixels: copies what was drawn, turned for the panel, and presents it.

use crate::area::Area;
use crate::canvas::Canvas;
use crate::picture::Rotation;
use std::num::NonZeroU32;
use std::sync::Arc;
use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

pub(super) struct Surface {
    pixels: softbuffer::Surface<OwnedDisplayHandle, Arc<Window>>,
    rotation: Rotation,
    /// Whether the window shows all of the last picture.
    whole: bool,
}

impl Surface {
    pub(super) fn new(
        display: OwnedDisplayHandle,
        window: Arc<Window>,
        rotation: Rotation,
    ) -> anyhow::Result<Self> {
        let context = softbuffer::Context::new(display).map_err(told)?;
        let pixels = softbuffer::Surface::new(&context, window).map_err(told)?;
        Ok(Self { pixels, rotation, whole: false })
    }

    /// The window itself.
    pub(super) fn window(&self) -> &Window {
        self.pixels.window()
    }

    /// The window lost some of what it showed: the next picture is presented whole.
    pub(super) const fn forget(&mut self) {
        self.whole = false;
    }

    /// Presents the damaged areas of the canvas, or all of it where the window doesn't hold the picture
    /// before this one.
    pub(super) fn present(&mut self, canvas: &Canvas, damage: &[Area]) -> anyhow::Result<()> {
        let picture = canvas.area().size();
        let panel = self.rotation.turned_size(picture);
        let (Some(width), Some(height)) = (NonZeroU32::new(panel.width), NonZeroU32::new(panel.height))
        else {
            return Ok(());
        };
        self.pixels.resize(width, height).map_err(told)?;
        let mut buffer = self.pixels.buffer_mut().map_err(told)?;
        let whole = [canvas.area()];
        let damage = if self.whole && buffer.age() == 1 { damage } else { &whole };
        if damage.is_empty() {
            return Ok(());
        }
        for area in damage {
            self.rotation.copy(canvas, *area, &mut buffer, panel.width);
        }
        let turned = damage.iter().map(|area| self.rotation.turned_area(*area, picture));
        let rects: Vec<_> = turned.filter_map(rect).collect();
        buffer.present_with_damage(&rects).map_err(told)?;
        self.whole = true;
        Ok(())
    }
}

fn rect(area: Area) -> Option<softbuffer::Rect> {
    Some(softbuffer::Rect {
        x: u32::try_from(area.x).ok()?,
        y: u32::try_from(area.y).ok()?,
        width: NonZeroU32::new(u32::try_from(area.w).ok()?)?,
        height: NonZeroU32::new(u32::try_from(area.h).ok()?)?,
    })
}

/// softbuffer's errors hold handles that can't leave the thread, so only their words are kept.
fn told(error: softbuffer::SoftBufferError) -> anyhow::Error {
    anyhow::anyhow!("drawing into the window failed: {error}")
}
