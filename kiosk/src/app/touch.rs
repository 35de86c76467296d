//! What can be pressed, and what each does on which screen.
use super::visitor::Visitor;
use super::{Act, App, Ease, Screen};

/// What can be pressed. Numbers are places in the lists that the screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touch {
    Service(usize),
    /// From now on the next number is one of priority.
    Priority,
    /// Back to ordinary numbers.
    Ordinary,
    Group(usize),
    Language(usize),
    /// A way of easier use, or back from it.
    Ease(Ease),
    /// A person shall come.
    Help,
    /// Not sure which service: what belongs to each.
    Unsure,
    Procedure(usize),
    /// There is a number already.
    Holder,
    /// Who missed a call is back.
    Return,
    /// The next ones of a list.
    Page,
    Back,
    /// The number, after all.
    Take,
    /// No number is wanted any more.
    GiveUp,
    /// The number just given is to be one of priority.
    Prioritise,
    /// The paper came out, or did not.
    Paper(bool),
    Done,
    /// More time is needed.
    Stay,
    /// Nobody is here any more.
    Leave,
}

impl App {
    pub(super) fn touched(&mut self, touch: Touch, acts: &mut Vec<Act>) {
        let warned = self.warned();
        match touch {
            Touch::Language(at) => self.visitor.language = self.languages().get(at).cloned(),
            Touch::Ease(ease) => self.toggle(ease),
            Touch::Help => self.call_help(acts),
            Touch::Leave if warned => self.leave(),
            // A touch of the screen under the question whether anybody is there.
            _ if warned => {}
            _ => self.touched_on_screen(touch, acts),
        }
        self.touched_ms = self.now_ms;
    }

    fn touched_on_screen(&mut self, touch: Touch, acts: &mut Vec<Act>) {
        let now_ms = self.now_ms;
        match (&mut self.screen, touch) {
            (Screen::Home, Touch::Service(at)) => self.pressed(at, acts),
            (Screen::Home, Touch::Priority) => self.declare(),
            (Screen::Home, Touch::Ordinary) => self.visitor.declared = None,
            (Screen::Home, Touch::Unsure) => self.look_up(),
            (Screen::Home, Touch::Holder) => self.want_ticket(),
            (Screen::Home, Touch::Page) => self.visitor.page = (self.visitor.page + 1) % self.pages(),
            (Screen::Groups(_), Touch::Group(at)) => self.group_chosen(at, acts),
            (Screen::Groups(_) | Screen::Question(_) | Screen::Papers(_), Touch::Back) => self.back(),
            (Screen::Question(_), Touch::Take) => self.take_all_the_same(acts),
            (Screen::Papers(_), touch) => self.touched_papers(touch, acts),
            (Screen::Holder(_), Touch::Return) => self.come_back(acts),
            (Screen::Issuing(_), Touch::GiveUp) => self.give_up(acts),
            (Screen::Result(shown), Touch::Done) if shown.may_leave(now_ms) => self.leave(),
            (Screen::Result(_), Touch::Prioritise) => self.prioritise(acts),
            (Screen::Result(_), Touch::Paper(came)) => self.paper_answered(came, acts),
            (Screen::Refused { .. } | Screen::Holder(_), Touch::Done | Touch::Back) => self.go_home(),
            // A touch of a screen that has just gone.
            (
                Screen::Home
                | Screen::Groups(_)
                | Screen::Question(_)
                | Screen::Holder(_)
                | Screen::Issuing(_)
                | Screen::Result(_)
                | Screen::Refused { .. },
                _,
            ) => {}
        }
    }

    /// A finger or a key, wherever. While the kiosk asks whether anybody is there, only an answer counts.
    pub(super) fn contact(&mut self) {
        if !self.warned() {
            self.touched_ms = self.now_ms;
        }
    }

    pub(super) fn escaped(&mut self, acts: &mut Vec<Act>) {
        if self.warned() {
            return self.touched(Touch::Stay, acts);
        }
        match self.screen {
            Screen::Home => self.touched(Touch::Ordinary, acts),
            Screen::Groups(_) | Screen::Question(_) | Screen::Papers(_) | Screen::Holder(_) => {
                self.touched(Touch::Back, acts);
            }
            Screen::Result(_) | Screen::Refused { .. } => self.touched(Touch::Done, acts),
            // Nobody gives up a number by a key that means "back".
            Screen::Issuing(_) => {}
        }
    }

    fn back(&mut self) {
        match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Groups(Some(shown)) => self.screen = Screen::Result(shown),
            Screen::Papers(papers) => self.papers_back(*papers),
            Screen::Home
            | Screen::Groups(None)
            | Screen::Question(_)
            | Screen::Holder(_)
            | Screen::Issuing(_)
            | Screen::Result(_)
            | Screen::Refused { .. } => {}
        }
    }

    fn declare(&mut self) {
        let Some(office) = self.office().filter(|office| office.self_priority) else { return };
        if office.ask_priority_reason && !office.priority.is_empty() {
            self.screen = Screen::Groups(None);
        } else {
            self.visitor.declared = Some("yes".into());
        }
    }

    fn group_chosen(&mut self, at: usize, acts: &mut Vec<Act>) {
        let group = self.office().and_then(|office| office.priority.get(at));
        let Some(code) = group.map(|group| group.code.clone()) else { return };
        match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Groups(Some(shown)) => {
                self.screen = Screen::Result(shown);
                self.change_priority(code, acts);
            }
            _ => self.visitor.declared = Some(code),
        }
    }

    /// Whether somebody has changed anything at home.
    pub(super) fn in_use(&self) -> bool {
        self.visitor != Visitor::default()
    }
}
