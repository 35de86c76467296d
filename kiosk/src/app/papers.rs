//! What to bring: a way beside the main one, from a service to its procedures and the papers of one.
use client::Failure;
use protocol::Procedure;

use super::{Act, App, Screen};

/// Where somebody is in the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Papers {
    /// The service's letter, once one is chosen.
    pub(crate) service: Option<String>,
    pub(crate) procedures: Procedures,
    /// The place of the procedure whose papers are shown.
    pub(crate) chosen: Option<usize>,
}

/// The procedures of the service.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Procedures {
    /// Asked for.
    #[default]
    Coming,
    There(Vec<Procedure>),
    /// The server did not say.
    Unheard,
}

impl Papers {
    /// The procedures that are known, none before they came.
    pub(crate) fn list(&self) -> &[Procedure] {
        match &self.procedures {
            Procedures::There(list) => list,
            Procedures::Coming | Procedures::Unheard => &[],
        }
    }

    /// The one whose papers are shown.
    pub(crate) fn procedure(&self) -> Option<&Procedure> {
        self.list().get(self.chosen?)
    }
}

impl App {
    /// From home to the catalogue.
    pub(super) fn look_up(&mut self) {
        self.show(Screen::Papers(Box::default()));
    }

    pub(super) fn look_up_service(&mut self, at: usize, acts: &mut Vec<Act>) {
        let Some(letter) = self.services().get(at).map(|service| service.service.clone()) else { return };
        let papers = Papers { service: Some(letter.clone()), ..Papers::default() };
        self.show(Screen::Papers(Box::new(papers)));
        acts.push(Act::LoadProcedures(letter));
    }

    pub(super) fn look_up_procedure(&mut self, at: usize) {
        let Screen::Papers(papers) = &mut self.screen else { return };
        if papers.chosen.is_none() && at < papers.list().len() {
            papers.chosen = Some(at);
            self.page = 0;
        }
    }

    /// One step back.
    pub(super) fn papers_back(&mut self, mut papers: Papers) {
        if papers.chosen.take().is_none() {
            if papers.service.is_none() {
                return self.go_home();
            }
            papers = Papers::default();
        }
        self.show(Screen::Papers(Box::new(papers)));
    }

    pub(super) fn procedures_came(&mut self, service: &str, result: Result<Vec<Procedure>, Failure>) {
        let Screen::Papers(papers) = &mut self.screen else { return };
        if papers.service.as_deref() == Some(service) && papers.procedures == Procedures::Coming {
            papers.procedures = match result {
                Ok(list) => Procedures::There(list),
                Err(_) => Procedures::Unheard,
            };
        }
    }

    /// A number of the service, with the procedure where one is chosen.
    pub(super) fn take_for_procedure(&mut self, acts: &mut Vec<Act>) {
        let Screen::Papers(papers) = &self.screen else { return };
        let Some(letter) = papers.service.clone() else { return };
        let procedure = papers.procedure().map(|procedure| procedure.procedure.clone());
        self.choose(&letter, procedure, acts);
    }
}
