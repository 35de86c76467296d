//! Who stands here: what this visitor has chosen, for the kiosk forgets it all before the next.
use super::reading::Reading;
use super::{App, Screen};

/// The most cards on one screen; more services are shown page by page.
const CARDS_MAX: usize = 8;

/// The choices of one visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Visitor {
    pub(super) language: Option<String>,
    /// The priority declared for the next number: a group's code, or `yes`.
    pub(super) declared: Option<String>,
    /// Has called for help, which goes with the next number.
    pub(super) assist: bool,
    /// In the order in which they were chosen.
    pub(super) ease: Vec<Ease>,
    pub(super) reading: Reading,
}

/// A way in which the screen is made easier to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ease {
    /// Larger letters, fewer cards.
    Larger,
    /// White on black.
    Contrast,
    /// Everything that can be pressed is in the lower half, within reach of who sits.
    Lowered,
}

impl App {
    pub(super) fn toggle(&mut self, ease: Ease) {
        let chosen = &mut self.visitor.ease;
        match chosen.iter().position(|other| *other == ease) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(ease),
        }
    }

    /// Whether the screen is made easier in this way: where the visitor has chosen it, or everybody begins with it
    /// and this one has not gone back.
    pub(crate) fn eased(&self, ease: Ease) -> bool {
        let begins = ease == Ease::Lowered && self.settings.lowered;
        self.visitor.ease.contains(&ease) != begins
    }

    /// The same kiosk with everything in the lower half.
    pub(crate) fn lowered(&self) -> Self {
        let mut lowered = self.clone();
        if !lowered.eased(Ease::Lowered) {
            lowered.toggle(Ease::Lowered);
        }
        lowered
    }

    /// How many cards of a list of so many stand on a screen; a way to more takes a place too.
    pub(super) fn cards(&self, count: usize) -> usize {
        let most = if count <= self.places { self.places } else { self.places.saturating_sub(1) };
        most.clamp(1, CARDS_MAX)
    }

    /// Home, for the same visitor.
    pub(super) fn go_home(&mut self) {
        self.show(Screen::Home);
    }

    /// Another screen; lists begin on their first page.
    pub(super) fn show(&mut self, screen: Screen) {
        self.screen = screen;
        self.page = 0;
    }

    /// Home, as for the next visitor.
    pub(super) fn leave(&mut self) {
        self.go_home();
        self.visitor = Visitor::default();
        self.help = None;
    }
}
