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
    /// The screens are to be read aloud, or not any more.
    Read,
    /// What was read is to be heard once more.
    Again,
}

impl Touch {
    /// Whether something else stands where the finger is when this is done, on which a second tap would fall.
    pub(crate) const fn leads_on(self) -> bool {
        match self {
            Self::Service(_)
            | Self::Priority
            | Self::Ordinary
            | Self::Group(_)
            | Self::Unsure
            | Self::Procedure(_)
            | Self::Holder
            | Self::Return
            | Self::Back
            | Self::Take
            | Self::GiveUp
            | Self::Prioritise
            | Self::Paper(_)
            | Self::Done
            | Self::Stay
            | Self::Leave => true,
            Self::Language(_) | Self::Ease(_) | Self::Help | Self::Page | Self::Read | Self::Again => false,
        }
    }
}

impl App {
    pub(super) fn touched(&mut self, touch: Touch, acts: &mut Vec<Act>) {
        let warned = self.warned();
        match touch {
            Touch::Language(at) => self.visitor.language = self.languages().get(at).cloned(),
            Touch::Ease(ease) => self.toggle(ease),
            Touch::Read => self.toggle_reading(),
            Touch::Help => self.call_help(acts),
            Touch::Leave if warned => self.leave(),
            // A touch of the screen under the question whether anybody is there.
            _ if warned => {}
            _ => self.touched_on_screen(touch, acts),
        }
        (self.touched_ms, self.contact_ms) = (self.now_ms, self.now_ms);
    }

    fn touched_on_screen(&mut self, touch: Touch, acts: &mut Vec<Act>) {
        match (&self.screen, touch) {
            (Screen::Home, Touch::Service(at)) => self.pressed(at, acts),
            (Screen::Home, Touch::Priority) => self.declare(),
            (Screen::Home, Touch::Ordinary) => self.visitor.declared = None,
            (Screen::Home, Touch::Unsure) => self.look_up(),
            (Screen::Home, Touch::Holder) => self.want_ticket(),
            (Screen::Home | Screen::Groups(_) | Screen::Papers(_), Touch::Page) => self.turn_page(),
            (Screen::Groups(_), Touch::Group(at)) => self.group_chosen(at, acts),
            (Screen::Groups(_) | Screen::Question(_) | Screen::Papers(_), Touch::Back) => self.back(),
            (Screen::Question(_), Touch::Take) => self.take_all_the_same(acts),
            (Screen::Papers(papers), Touch::Service(at)) if papers.service.is_none() => {
                self.look_up_service(at, acts);
            }
            (Screen::Papers(_), Touch::Procedure(at)) => self.look_up_procedure(at),
            (Screen::Papers(_), Touch::Take) => self.take_for_procedure(acts),
            (Screen::Holder(_), Touch::Return) => self.come_back(acts),
            (Screen::Issuing(_), Touch::GiveUp) => self.give_up(acts),
            (Screen::Result(shown), Touch::Done) if shown.may_leave(self.now_ms) => self.leave(),
            (Screen::Result(_), Touch::Prioritise) => self.prioritise(acts),
            (Screen::Result(_), Touch::Paper(came)) => self.paper_answered(came, acts),
            (Screen::Refused { .. } | Screen::Holder(_), Touch::Done | Touch::Back) => self.go_home(),
            // A touch of a screen that has just gone, or one that means the same on every screen.
            (
                Screen::Home
                | Screen::Groups(_)
                | Screen::Question(_)
                | Screen::Papers(_)
                | Screen::Holder(_)
                | Screen::Issuing(_)
                | Screen::Result(_)
                | Screen::Refused { .. },
                Touch::Service(_)
                | Touch::Priority
                | Touch::Ordinary
                | Touch::Group(_)
                | Touch::Unsure
                | Touch::Procedure(_)
                | Touch::Holder
                | Touch::Return
                | Touch::Page
                | Touch::Back
                | Touch::Take
                | Touch::GiveUp
                | Touch::Prioritise
                | Touch::Paper(_)
                | Touch::Done
                | Touch::Language(_)
                | Touch::Ease(_)
                | Touch::Help
                | Touch::Stay
                | Touch::Leave
                | Touch::Read
                | Touch::Again,
            ) => {}
        }
    }

    /// A finger, wherever.
    pub(super) fn finger(&mut self) {
        self.keyed = false;
        self.contact();
    }

    /// A finger or a key, wherever. While the kiosk asks whether anybody is there, only an answer counts.
    pub(super) fn contact(&mut self) {
        if !self.warned() {
            (self.touched_ms, self.contact_ms) = (self.now_ms, self.now_ms);
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

    /// One step back.
    pub(super) fn back(&mut self) {
        match std::mem::replace(&mut self.screen, Screen::Home) {
            Screen::Groups(Some(shown)) => self.show(Screen::Result(shown)),
            Screen::Papers(papers) => self.papers_back(*papers),
            Screen::Home
            | Screen::Groups(None)
            | Screen::Question(_)
            | Screen::Holder(_)
            | Screen::Issuing(_)
            | Screen::Result(_)
            | Screen::Refused { .. } => self.go_home(),
        }
    }

    fn declare(&mut self) {
        if !self.office().is_some_and(|office| office.self_priority) {
            return;
        }
        if self.asks_group() {
            self.show(Screen::Groups(None));
        } else {
            self.visitor.declared = Some("yes".into());
        }
    }

    /// Whether a priority has to be named by its group.
    pub(super) fn asks_group(&self) -> bool {
        self.office().is_some_and(|office| office.ask_priority_reason && !office.priority.is_empty())
    }

    fn group_chosen(&mut self, at: usize, acts: &mut Vec<Act>) {
        let group = self.office().and_then(|office| office.priority.get(at));
        let Some(code) = group.map(|group| group.code.clone()) else { return };
        self.back();
        if self.screen == Screen::Home {
            self.visitor.declared = Some(code);
        } else {
            self.change_priority(code, acts);
        }
    }

    /// Whether somebody has changed anything at home.
    pub(super) fn in_use(&self) -> bool {
        self.visitor != Visitor::default() || self.page > 0
    }
}
