//! From the window system's events to inputs: the mouse's left button is a touch, places are those of the
//! picture.

use crate::input::{Input, Key, MOUSE};
use crate::picture::Rotation;
use embedded_graphics::geometry::Size;
use winit::dpi::PhysicalPosition;
use winit::event::{ElementState, KeyEvent, MouseButton, Touch, TouchPhase, WindowEvent};
use winit::keyboard::{Key as Pressed, NamedKey};

/// What has to be remembered between events.
#[derive(Debug)]
pub(super) struct Events {
    rotation: Rotation,
    pointer: PhysicalPosition<f64>,
    mouse_down: bool,
    shift: bool,
}

impl Events {
    pub(super) fn new(rotation: Rotation) -> Self {
        Self { rotation, pointer: PhysicalPosition::default(), mouse_down: false, shift: false }
    }

    /// What an event means on a picture of this size, if anything.
    pub(super) fn input(&mut self, event: WindowEvent, size: Size) -> Option<Input> {
        match event {
            WindowEvent::ModifiersChanged(modifiers) => {
                self.shift = modifiers.state().shift_key();
                None
            }
            WindowEvent::KeyboardInput { event, is_synthetic: false, .. } => {
                key(&event, self.shift).map(Input::Key)
            }
            WindowEvent::CursorMoved { position, .. } => {
                self.pointer = position;
                let (x, y) = self.place(position, size);
                self.mouse_down.then_some(Input::Moved { touch: MOUSE, x, y })
            }
            WindowEvent::MouseInput { button: MouseButton::Left, state, .. } => Some(self.click(state, size)),
            WindowEvent::Touch(touch) => Some(self.touch(touch, size)),
            _ => None,
        }
    }

    fn click(&mut self, state: ElementState, size: Size) -> Input {
        let (x, y) = self.place(self.pointer, size);
        self.mouse_down = state.is_pressed();
        match state {
            ElementState::Pressed => Input::Pressed { touch: MOUSE, x, y },
            ElementState::Released => Input::Released { touch: MOUSE, x, y },
        }
    }

    fn touch(&self, Touch { phase, location, id: touch, .. }: Touch, size: Size) -> Input {
        let (x, y) = self.place(location, size);
        match phase {
            TouchPhase::Started => Input::Pressed { touch, x, y },
            TouchPhase::Moved => Input::Moved { touch, x, y },
            TouchPhase::Ended => Input::Released { touch, x, y },
            TouchPhase::Cancelled => Input::Cancelled { touch },
        }
    }

    fn place(&self, at: PhysicalPosition<f64>, size: Size) -> (i32, i32) {
        self.rotation.touched(at.x.floor() as i32, at.y.floor() as i32, size)
    }
}

/// The key that went down. A held Enter acts once: its repetitions are left out. A keypad's arrows are Tab and
/// Shift-Tab: the controls stand in one order, so right and down are the next one, left and up the one before.
fn key(event: &KeyEvent, shift: bool) -> Option<Key> {
    if event.state != ElementState::Pressed {
        return None;
    }
    named(&event.logical_key, event.repeat, shift)
}

fn named(key: &Pressed, repeat: bool, shift: bool) -> Option<Key> {
    match key {
        Pressed::Named(NamedKey::Tab) => Some(if shift { Key::ShiftTab } else { Key::Tab }),
        Pressed::Named(NamedKey::ArrowRight | NamedKey::ArrowDown) => Some(Key::Tab),
        Pressed::Named(NamedKey::ArrowLeft | NamedKey::ArrowUp) => Some(Key::ShiftTab),
        Pressed::Named(NamedKey::Enter) => (!repeat).then_some(Key::Enter),
        Pressed::Named(NamedKey::Escape) => Some(Key::Escape),
        Pressed::Named(NamedKey::Space) => Some(Key::Char(' ')),
        Pressed::Character(text) => text.chars().next().map(character),
        _ => None,
    }
}

fn character(letter: char) -> Key {
    match letter.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
        Some(digit) => Key::Digit(digit),
        None => Key::Char(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use winit::event::DeviceId;

    const SIZE: Size = Size::new(100, 200);

    fn at(x: f64, y: f64) -> WindowEvent {
        let position = PhysicalPosition::new(x, y);
        WindowEvent::CursorMoved { device_id: DeviceId::dummy(), position }
    }

    fn button(button: MouseButton, state: ElementState) -> WindowEvent {
        WindowEvent::MouseInput { device_id: DeviceId::dummy(), state, button }
    }

    #[test]
    fn the_left_button_is_a_touch() {
        let (down, up) = (ElementState::Pressed, ElementState::Released);
        let mut events = Events::new(Rotation::None);
        assert_eq!(events.input(at(10.7, 20.2), SIZE), None, "a pointer alone touches nothing");
        assert_eq!(events.input(button(MouseButton::Right, down), SIZE), None);
        let (x, y) = (10, 20);
        let pressed = events.input(button(MouseButton::Left, down), SIZE);
        assert_eq!(pressed, Some(Input::Pressed { touch: MOUSE, x, y }));
        assert_eq!(events.input(at(-3.5, 21.0), SIZE), Some(Input::Moved { touch: MOUSE, x: -4, y: 21 }));
        let released = events.input(button(MouseButton::Left, up), SIZE);
        assert_eq!(released, Some(Input::Released { touch: MOUSE, x: -4, y: 21 }));
        assert_eq!(events.input(at(5.0, 5.0), SIZE), None);
    }

    #[test]
    fn touches_fall_on_the_turned_picture() {
        let mut events = Events::new(Rotation::Quarter);
        let mut touch = |phase| {
            let location = PhysicalPosition::new(199.0, 30.0);
            let touch = Touch { device_id: DeviceId::dummy(), phase, location, force: None, id: 7 };
            events.input(WindowEvent::Touch(touch), SIZE)
        };
        let (x, y) = (30, 0);
        assert_eq!(touch(TouchPhase::Started), Some(Input::Pressed { touch: 7, x, y }));
        assert_eq!(touch(TouchPhase::Moved), Some(Input::Moved { touch: 7, x, y }));
        assert_eq!(touch(TouchPhase::Ended), Some(Input::Released { touch: 7, x, y }));
        assert_eq!(touch(TouchPhase::Cancelled), Some(Input::Cancelled { touch: 7 }));
    }

    #[test]
    fn three_keys_of_a_keypad_are_enough() {
        let key = |name, repeat| named(&Pressed::Named(name), repeat, false);
        for (arrow, means) in [
            (NamedKey::ArrowRight, Key::Tab),
            (NamedKey::ArrowDown, Key::Tab),
            (NamedKey::ArrowLeft, Key::ShiftTab),
            (NamedKey::ArrowUp, Key::ShiftTab),
            (NamedKey::Enter, Key::Enter),
        ] {
            assert_eq!(key(arrow, false), Some(means));
        }
        assert_eq!(key(NamedKey::Enter, true), None, "held down, it acts once");
        assert_eq!(named(&Pressed::Named(NamedKey::Tab), false, true), Some(Key::ShiftTab));
    }

    #[test]
    fn characters_are_digits_or_letters() {
        assert_eq!(character('7'), Key::Digit(7));
        assert_eq!(character('Ặ'), Key::Char('Ặ'));
    }
}
