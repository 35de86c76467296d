//! What is to be heard of the screens, one after the other: a new screen whole, then what is new on it, and each
//! control as the keyboard comes to it. No sound is here.
use screen::button::Buttons;

use crate::app::{App, Touch};
use crate::view::{Line, Scene};

/// The reader of one visitor.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// The screen as it was read last; none while nobody has it read.
    heard: Option<Heard>,
}

/// A screen by ear.
#[derive(Clone, Debug)]
struct Heard {
    words: Vec<Line>,
    /// For who can't look for them with keys.
    controls: Vec<Line>,
    notes: Vec<Line>,
    focus: Option<Focus>,
}

/// Where the keyboard is.
#[derive(Clone, Debug)]
struct Focus {
    touch: Touch,
    /// Its place among the controls, and how many there are.
    place: (usize, usize),
    line: Line,
}

/// Something to be heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Speech {
    /// Falls silent, and says this.
    Now(Vec<Line>),
    /// Says this when what is being said has ended.
    Then(Vec<Line>),
}

impl Reader {
    /// What is to be heard of a screen that is read after something has happened; `answers` where it was a key, which is never answered by
    /// silence. `welcome` goes before all else.
    pub(crate) fn follow(
        &mut self,
        app: &App,
        scene: &Scene,
        buttons: &Buttons<Touch>,
        answers: bool,
        welcome: impl FnOnce() -> Vec<Line>,
    ) -> Option<Speech> {
        let now = Heard::of(app, scene, buttons);
        match self.heard.replace(now.clone()) {
            Some(before) => now.after(&before, answers),
            None => Some(Speech::Now([welcome(), now.whole()].concat())),
        }
    }

    /// Nobody listens any more; whether somebody did.
    pub(crate) fn end(&mut self) -> bool {
        self.heard.take().is_some()
    }

    /// The screen is to be heard once more.
    pub(crate) fn again(&mut self) {
        self.heard.iter_mut().for_each(|heard| heard.words.clear());
    }
}

impl Heard {
    fn of(app: &App, scene: &Scene, buttons: &Buttons<Touch>) -> Self {
        let controls = if app.is_keyed() { Vec::new() } else { scene.control_lines() };
        Self { words: scene.lines(), controls, notes: scene.notes(), focus: focus(scene, buttons) }
    }

    fn whole(self) -> Vec<Line> {
        [self.words, self.controls, self.notes].concat()
    }

    fn after(self, before: &Self, answers: bool) -> Option<Speech> {
        if self.words.iter().all(|line| !before.words.contains(line)) {
            return Some(Speech::Now(self.whole()));
        }
        let is_new = |line: &&Line| !before.words.contains(line) && !before.notes.contains(line);
        let new: Vec<Line> = self.words.iter().chain(&self.notes).filter(is_new).cloned().collect();
        match self.focus.clone() {
            Some(focus) if focus.came(before.focus.as_ref()) => {
                // Round the ends: the screen once more, for who has heard all of it.
                let first = if focus.came_around(before.focus.as_ref()) { self.whole() } else { new };
                Some(Speech::Now([first, vec![focus.line]].concat()))
            }
            _ if !new.is_empty() => Some(Speech::Then(new)),
            Some(focus) if answers => Some(Speech::Now(vec![focus.line])),
            None if answers => Some(Speech::Now(self.whole())),
            Some(_) | None => None,
        }
    }
}

impl Focus {
    /// Whether it was elsewhere before: what stands on a control may change under it.
    fn came(&self, before: Option<&Self>) -> bool {
        before.is_none_or(|before| before.touch != self.touch)
    }

    fn came_around(&self, before: Option<&Self>) -> bool {
        let (at, count) = self.place;
        before.is_some_and(|before| count > 2 && at.abs_diff(before.place.0) == count - 1)
    }
}

fn focus(scene: &Scene, buttons: &Buttons<Touch>) -> Option<Focus> {
    let touch = buttons.focus()?;
    let targets = scene.targets();
    let mut controls = targets.iter().filter(|target| target.enabled);
    let count = controls.clone().count();
    let at = controls.position(|target| target.action == touch)?;
    Some(Focus { touch, place: (at, count), line: scene.line_of(touch)? })
}
