//! A screen that is a window on X11, by winit and softbuffer: events become inputs, and only what was drawn
//! is presented. Sleeps until an event, a signal or the program's next moment.

mod events;
mod focus;
mod surface;

use crate::frame::Painter;
use crate::input::Input;
use crate::screen::{Options, Output, Program, Signal};
use anyhow::Context;
use embedded_graphics::geometry::Size;
use events::Events;
use std::sync::Arc;
use std::time::Instant;
use surface::Surface;
use winit::application::ApplicationHandler;
use winit::dpi::{PhysicalPosition, PhysicalSize};
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop};
use winit::window::{Fullscreen, WindowAttributes, WindowId};

pub(crate) type Loop = EventLoop<Signal>;

pub(crate) fn open() -> anyhow::Result<Loop> {
    EventLoop::with_user_event().build().map_err(|error| {
        let reason = reason(&error.to_string());
        anyhow::anyhow!(
            "no X display can be used ({reason}): set DISPLAY to one that runs, or draw into a folder with \
             --screen png:DIR"
        )
    })
}

/// winit's words without the place in its sources that comes before them.
fn reason(words: &str) -> String {
    let after = words.split_once(".rs:").and_then(|(_, rest)| rest.split_once(": "));
    after.map_or(words, |(_, reason)| reason).trim_end_matches('.').to_owned()
}

pub(crate) fn run<P: Program>(
    events: Loop,
    options: Options,
    program: &mut P,
    clock: fn() -> Instant,
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    let painter = Painter::new(options.size);
    let mut shown = Shown {
        events: Events::new(options.rotation),
        options,
        program,
        clock,
        painter,
        surface: None,
        stale: true,
        ready: Some(ready),
        outcome: Ok(()),
    };
    events.run_app(&mut shown).context("the window's event loop failed")?;
    shown.outcome
}

/// A program in its window.
struct Shown<'p, P, R> {
    options: Options,
    program: &'p mut P,
    clock: fn() -> Instant,
    painter: Painter,
    events: Events,
    /// None before the first start and while the system has taken the window away.
    surface: Option<Surface>,
    /// Whether anything happened since the picture was asked for.
    stale: bool,
    ready: Option<R>,
    outcome: anyhow::Result<()>,
}

impl<P: Program, R: FnOnce()> ApplicationHandler<Signal> for Shown<'_, P, R> {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.surface.is_none() {
            match self.open_window(events) {
                Ok(surface) => self.surface = Some(surface),
                Err(error) => self.fail(events, error),
            }
        }
    }

    fn suspended(&mut self, _: &ActiveEventLoop) {
        self.surface = None;
    }

    fn user_event(&mut self, events: &ActiveEventLoop, signal: Signal) {
        match signal {
            Signal::Wake => self.program.wake((self.clock)()),
            Signal::Input(input) => self.program.input(input, (self.clock)()),
            Signal::Quit => events.exit(),
        }
        self.stale = true;
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        match event {
            WindowEvent::Resized(size) => self.resize(size),
            // Nothing asks for this but the X server, when a part of the window came to light.
            WindowEvent::RedrawRequested => self.expose(),
            WindowEvent::CloseRequested | WindowEvent::Destroyed => {
                self.act(Input::Closed);
                events.exit();
            }
            other => {
                let size = self.painter.canvas().area().size();
                if let Some(input) = self.events.input(other, size) {
                    if matches!(input, Input::Pressed { .. }) {
                        self.take_keyboard();
                    }
                    self.act(input);
                }
            }
        }
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        let now = (self.clock)();
        if self.program.next_wake().is_some_and(|at| at <= now) {
            self.program.wake(now);
            self.stale = true;
        }
        if let Err(error) = self.show() {
            self.fail(events, error);
        }
        events.set_control_flow(self.program.next_wake().map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }
}

impl<P: Program, R: FnOnce()> Shown<'_, P, R> {
    fn open_window(&mut self, events: &ActiveEventLoop) -> anyhow::Result<Surface> {
        let window = events.create_window(self.attributes(events)).context("opening a window")?;
        window.set_cursor_visible(!self.options.hide_pointer);
        let size = window.inner_size();
        let surface = Surface::new(events.owned_display_handle(), Arc::new(window), self.options.rotation)?;
        self.resize(size);
        Ok(surface)
    }

    /// The full screen is asked for twice over: a window manager grants the full screen; without one, an
    /// undecorated window of the monitor's size covers it as well.
    fn attributes(&self, events: &ActiveEventLoop) -> WindowAttributes {
        let attributes = WindowAttributes::default().with_title(&self.options.title);
        let Size { width, height } = self.options.rotation.turned_size(self.options.size);
        let monitor = events.primary_monitor().or_else(|| events.available_monitors().next());
        match (&self.options.output, monitor) {
            (Output::Full, Some(monitor)) => {
                let (size, place): (PhysicalSize<u32>, PhysicalPosition<i32>) =
                    (monitor.size(), monitor.position());
                let full = Fullscreen::Borderless(Some(monitor));
                let attributes = attributes.with_decorations(false).with_inner_size(size);
                attributes.with_position(place).with_fullscreen(Some(full))
            }
            (Output::Full | Output::Window | Output::Pictures(_), _) => {
                attributes.with_inner_size(PhysicalSize::new(width, height))
            }
        }
    }

    fn act(&mut self, input: Input) {
        self.program.input(input, (self.clock)());
        self.stale = true;
    }

    fn resize(&mut self, panel: PhysicalSize<u32>) {
        let size = self.options.rotation.turned_size(Size::new(panel.width, panel.height));
        if size != self.painter.canvas().area().size() {
            self.painter.resize(size);
            self.act(Input::Resized(size));
        }
    }

    fn expose(&mut self) {
        if let Some(surface) = &mut self.surface {
            surface.forget();
            self.stale = true;
        }
    }

    /// Draws what changed and presents it.
    fn show(&mut self) -> anyhow::Result<()> {
        let size = self.painter.canvas().area().size();
        let Some(surface) = self.surface.as_mut().filter(|_| self.stale && size != Size::zero()) else {
            return Ok(());
        };
        let damage = self.painter.show(self.program.frame(size));
        surface.present(self.painter.canvas(), &damage)?;
        self.stale = false;
        if let Some(ready) = self.ready.take() {
            self.take_keyboard();
            ready();
        }
        Ok(())
    }

    /// When the window is first shown, and again when it is touched while another has the keyboard. A keyboard
    /// that stays away is no reason to end.
    fn take_keyboard(&self) {
        if let Some(surface) = self.surface.as_ref().filter(|surface| !surface.window().has_focus()) {
            let _ = focus::take(surface.window());
        }
    }

    fn fail(&mut self, events: &ActiveEventLoop, error: anyhow::Error) {
        self.outcome = Err(error);
        events.exit();
    }
}
