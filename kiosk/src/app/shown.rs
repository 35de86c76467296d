//! What the pictures show of the kiosk's state.
use protocol::{Moment, Office, PrintProblem, ServiceNow};

use crate::panel::Panel;

use super::{App, Blocked, Help, LANGUAGE, Screen};

impl App {
    pub(crate) const fn screen(&self) -> &Screen {
        &self.screen
    }

    pub(crate) const fn office(&self) -> Option<&Office> {
        self.hall.office.as_ref()
    }

    pub(crate) fn services(&self) -> &[ServiceNow] {
        &self.hall.services
    }

    /// The services of the present page, with their places in the whole list.
    pub(crate) fn page(&self) -> impl Iterator<Item = (usize, &ServiceNow)> {
        let page = self.range(self.services().len());
        self.services().iter().enumerate().skip(page.start).take(page.len())
    }

    /// So much of a list as stands on one screen, with a way to the next page at its end where there are more.
    pub(crate) fn leaf<T>(&self, mut all: Vec<T>, more: impl FnOnce() -> T) -> Vec<T> {
        let (page, pages) = (self.range(all.len()), self.pages(all.len()));
        let mut leaf: Vec<T> = all.drain(page).collect();
        if pages > 1 {
            leaf.push(more());
        }
        leaf
    }

    /// How many pages a list of so many has.
    pub(crate) fn pages(&self, count: usize) -> usize {
        count.div_ceil(self.cards(count)).max(1)
    }

    /// What stands on the present page of a list of so many; on the last one when the list grew shorter.
    pub(crate) fn range(&self, count: usize) -> std::ops::Range<usize> {
        let (cards, page) = (self.cards(count), self.page.min(self.pages(count) - 1));
        page * cards..((page + 1) * cards).min(count)
    }

    /// The present page of the list on the screen, from 1 on, and how many it has.
    pub(crate) fn leaves(&self) -> (usize, usize) {
        let pages = self.pages(self.listed());
        (self.page.min(pages - 1) + 1, pages)
    }

    /// The next page of the list on the screen, round its end.
    pub(super) fn turn_page(&mut self) {
        let (page, pages) = self.leaves();
        self.page = page % pages;
    }

    /// How many the list on the screen holds.
    fn listed(&self) -> usize {
        match &self.screen {
            Screen::Home => self.services().len(),
            Screen::Groups(_) => self.office().map_or(0, |office| office.priority.len()),
            Screen::Papers(papers) => match papers.procedure() {
                Some(procedure) => procedure.documents.len(),
                None if papers.service.is_some() => papers.list().len(),
                None => self.services().len(),
            },
            Screen::Question(_)
            | Screen::Holder(_)
            | Screen::Issuing(_)
            | Screen::Result(_)
            | Screen::Refused { .. } => 0,
        }
    }

    /// What has become of the call for a person.
    pub(crate) const fn help(&self) -> Option<Help> {
        self.help
    }

    /// Whether there is a scanner for the code on a ticket.
    pub(crate) const fn scans(&self) -> bool {
        self.settings.scanner
    }

    /// The panel, where its measures are known.
    pub(crate) const fn panel(&self) -> Option<Panel> {
        self.settings.panel
    }

    /// What was wrong with the printer when it was last heard of.
    pub(crate) const fn printer_problem(&self) -> Option<PrintProblem> {
        self.printer_problem
    }

    /// The server's time, carried on since it was last heard.
    pub(crate) fn server_now(&self) -> Option<Moment> {
        self.hall.server_now(self.now_ms)
    }

    /// The languages to choose from: those of the office that there are words in.
    pub(crate) fn languages(&self) -> Vec<String> {
        let spoken = |language: &&String| self.settings.spoken.contains(language);
        let office = self.office().map_or(&[][..], |office| &office.languages);
        let mut languages: Vec<String> = office.iter().filter(spoken).cloned().collect();
        if languages.is_empty() {
            languages.push(LANGUAGE.into());
        }
        languages
    }

    /// The language of the screen.
    pub(crate) fn language(&self) -> String {
        let chosen = self.visitor.language.clone().or_else(|| self.settings.language.clone());
        chosen.unwrap_or_else(|| self.languages().swap_remove(0))
    }

    /// The office's first language, in which every text of it stands.
    pub(crate) fn first_language(&self) -> &str {
        let first = self.office().and_then(|office| office.languages.first());
        first.map_or(LANGUAGE, String::as_str)
    }

    /// Whether the next number is one of priority.
    pub(crate) const fn priority(&self) -> bool {
        self.visitor.declared.is_some()
    }

    /// Whether priority can be declared here.
    pub(crate) fn offers_priority(&self) -> bool {
        self.office().is_some_and(|office| office.self_priority)
    }

    /// Why no number can be taken now, if so.
    pub(crate) fn blocked(&self) -> Option<Blocked> {
        if self.journal_check_ms.is_some() {
            return Some(Blocked::CannotWrite);
        }
        self.hall.blocked(self.now_ms)
    }

    /// The same, where it takes the place of the screen: not while a number is on its way or there.
    pub(crate) fn blocks_screen(&self) -> Option<Blocked> {
        match self.screen {
            Screen::Home
            | Screen::Groups(None)
            | Screen::Question(_)
            | Screen::Papers(_)
            | Screen::Holder(_) => self.blocked(),
            Screen::Groups(Some(_)) | Screen::Issuing(_) | Screen::Result(_) | Screen::Refused { .. } => None,
        }
    }

    /// The letter of the service whose number is being taken.
    pub(crate) fn asking(&self) -> Option<&str> {
        match &self.screen {
            Screen::Issuing(issuing) => Some(&issuing.press.request.service),
            Screen::Home
            | Screen::Groups(_)
            | Screen::Question(_)
            | Screen::Papers(_)
            | Screen::Holder(_)
            | Screen::Result(_)
            | Screen::Refused { .. } => None,
        }
    }

    /// The code of the office that this kiosk is set up for.
    pub(crate) fn office_code(&self) -> &str {
        &self.settings.office
    }

    pub(crate) const fn now_ms(&self) -> u64 {
        self.now_ms
    }
}
