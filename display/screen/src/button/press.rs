//! From presses and keys to actions: pure, no drawing, no clock.

use super::State;
use crate::area::Area;
use crate::input::{Input, Key};

/// One thing on the screen that can be pressed, and what that means to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<A> {
    /// Where it lies.
    pub area: Area,
    /// What a press of it means.
    pub action: A,
    /// Whether it can be pressed now.
    pub enabled: bool,
}

impl<A> Target<A> {
    /// A target that can be pressed.
    pub const fn new(area: Area, action: A) -> Self {
        Self { area, action, enabled: true }
    }
}

/// Follows one press at a time and the keyboard's focus over the targets of a screen.
///
/// A press shows at once; lifted inside, it acts; lifted outside, it doesn't. While one finger is down every
/// other is ignored, also when it is lifted. Tab and Shift-Tab go round the targets in their order, Enter
/// acts; the focus shows only after such a key and goes with the next touch.
#[derive(Clone, Debug)]
pub struct Buttons<A> {
    press: Option<Press<A>>,
    focus: Option<A>,
}

#[derive(Clone, Debug)]
struct Press<A> {
    touch: u64,
    /// The target under the finger when it came down; none for a press beside all targets.
    action: Option<A>,
    inside: bool,
}

impl<A> Default for Buttons<A> {
    fn default() -> Self {
        Self { press: None, focus: None }
    }
}

impl<A: Copy + PartialEq> Buttons<A> {
    /// With nothing pressed and no focus.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one input for the targets that are on the screen, in the order in which Tab reaches them, and
    /// gives the action if this input completes one.
    pub fn input(&mut self, input: Input, targets: &[Target<A>]) -> Option<A> {
        match input {
            Input::Pressed { touch, x, y } => self.pressed(touch, (x, y), targets),
            Input::Moved { touch, x, y } => self.moved(touch, (x, y), targets),
            Input::Released { touch, x, y } => return self.released(touch, (x, y), targets),
            Input::Cancelled { touch } => drop(self.press.take_if(|press| press.touch == touch)),
            Input::Key(Key::Tab) => self.focus = self.neighbour(targets, 1),
            Input::Key(Key::ShiftTab) => self.focus = self.neighbour(targets, -1),
            Input::Key(Key::Enter) => return self.focused(targets),
            Input::Key(Key::Escape | Key::Digit(_) | Key::Char(_)) | Input::Resized(_) | Input::Closed => {}
        }
        None
    }

    /// How the target of this action is to be drawn.
    pub fn state(&self, target: &Target<A>) -> State {
        let pressed = |press: &Press<A>| press.inside && press.action == Some(target.action);
        if !target.enabled {
            State::Disabled
        } else if self.press.as_ref().is_some_and(pressed) {
            State::Pressed
        } else if self.focus == Some(target.action) {
            State::Focused
        } else {
            State::Normal
        }
    }

    /// Where the keyboard is, if it is anywhere: it may be a target that is gone or can't be pressed any more.
    pub const fn focus(&self) -> Option<A> {
        self.focus
    }

    /// Forgets press and focus: for a new screen, so that a finger still down on the old one does nothing on
    /// it. The finger stays known until it is lifted.
    pub fn reset(&mut self) {
        self.focus = None;
        if let Some(press) = &mut self.press {
            press.action = None;
        }
    }

    fn pressed(&mut self, touch: u64, at: (i32, i32), targets: &[Target<A>]) {
        self.focus = None;
        // The same finger coming down twice means that its lifting was lost.
        if self.press.as_ref().is_none_or(|press| press.touch == touch) {
            let action = under(at, targets).map(|target| target.action);
            self.press = Some(Press { touch, action, inside: action.is_some() });
        }
    }

    fn moved(&mut self, touch: u64, at: (i32, i32), targets: &[Target<A>]) {
        if let Some(press) = self.press.as_mut().filter(|press| press.touch == touch) {
            let action = under(at, targets).map(|target| target.action);
            press.inside = action.is_some() && press.action == action;
        }
    }

    fn released(&mut self, touch: u64, at: (i32, i32), targets: &[Target<A>]) -> Option<A> {
        self.moved(touch, at, targets);
        let press = self.press.take_if(|press| press.touch == touch)?;
        press.action.filter(|_| press.inside)
    }

    fn focused(&self, targets: &[Target<A>]) -> Option<A> {
        let target = targets.iter().find(|target| Some(target.action) == self.focus)?;
        target.enabled.then_some(target.action)
    }

    /// The enabled target one step from the focus, round the ends; the first or last one without a focus.
    fn neighbour(&self, targets: &[Target<A>], step: isize) -> Option<A> {
        let enabled: Vec<A> = targets.iter().filter(|target| target.enabled).map(|t| t.action).collect();
        let count = isize::try_from(enabled.len()).ok().filter(|count| *count > 0)?;
        let at = enabled.iter().position(|action| Some(*action) == self.focus);
        let next = match at.and_then(|at| isize::try_from(at).ok()) {
            Some(at) => (at + step).rem_euclid(count),
            None if step > 0 => 0,
            None => count - 1,
        };
        enabled.get(next.unsigned_abs()).copied()
    }
}

/// The enabled target that holds a point; of several the last, which is drawn on top.
fn under<A>((x, y): (i32, i32), targets: &[Target<A>]) -> Option<&Target<A>> {
    targets.iter().rev().find(|target| target.enabled && target.area.contains(x, y))
}
