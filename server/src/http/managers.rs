//! Calls of those who run the hall: its day, and what holds for today alone.
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use protocol::{Code, Text};
use queue::{Act, Command, Letter, Manage};

use super::answers::{Answered, reply};
use super::bodies;
use super::bodies::manager::{self, NewNotice};
use super::callers::{Desk, For};
use super::fields::Form;
use super::head::Head;
use super::kinds::Wording;
use super::problem::No;
use super::sent::Sent;
use super::site::Site;
use super::submit::{Subject, submit};

/// Opens a day that does not open by itself.
#[utoipa::path(post, path = "/api/v1/offices/{office}/day/open", tag = "staff", security(("staff" = [])),
    responses((status = 204, description = "the day is open"),
        (status = 409, description = "`day_closed`: each date has one day")))]
pub(super) async fn open_day(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let form = sent.form(bodies::open_day);
    // What was learned of earlier days is known to the office alone.
    let form = form.map(|date| Command::OpenDay { date, means: BTreeMap::new() });
    let answer = submit(&desk, &sent, Subject::Hall, form).await?;
    Ok(reply(&site, answer))
}

/// Ends the day.
#[utoipa::path(post, path = "/api/v1/offices/{office}/day/close", tag = "staff", security(("staff" = [])),
    responses((status = 204, description = "the day is closed"),
        (status = 409, description = "`day_closed`: no day is open")))]
pub(super) async fn close_day(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let form = sent.form(bodies::nothing).map(|()| Command::CloseDay);
    let answer = submit(&desk, &sent, Subject::Hall, form).await?;
    Ok(reply(&site, answer))
}

/// Tells everybody something today instead of the office's notice, or nothing any more; displays speak it when asked.
#[utoipa::path(post, path = "/api/v1/offices/{office}/notice", tag = "staff", security(("staff" = [])),
    responses((status = 204, description = "it is on the boards"),
        (status = 409, description = "`day_closed`")))]
pub(super) async fn notice(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let form = worded(&desk, sent.form(manager::notice)).await?;
    manage(&site, &sent, &desk, Subject::Hall, form).await
}

/// Gives no numbers of a service any more today; visitors read why.
#[utoipa::path(post, path = "/api/v1/offices/{office}/services/{letter}/stop", tag = "staff",
    security(("staff" = [])),
    responses((status = 204, description = "it is stopped"),
        (status = 409, description = "`day_closed`")))]
pub(super) async fn stop_service(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let service = letter(&sent.head)?;
    let form = sent.form(manager::stop_service).map(|reason| Manage::StopService { service, reason });
    manage(&site, &sent, &desk, Subject::Service(service), form).await
}

/// Gives numbers of a stopped service again.
#[utoipa::path(post, path = "/api/v1/offices/{office}/services/{letter}/resume", tag = "staff",
    security(("staff" = [])),
    responses((status = 204, description = "it is not stopped"),
        (status = 409, description = "`day_closed`")))]
pub(super) async fn resume_service(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let service = letter(&sent.head)?;
    let form = sent.form(bodies::nothing).map(|()| Manage::ResumeService { service });
    manage(&site, &sent, &desk, Subject::Service(service), form).await
}

/// Lets a counter serve something else today.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/services", tag = "staff",
    security(("staff" = [])),
    responses((status = 204, description = "it serves that"),
        (status = 409, description = "`day_closed`")))]
pub(super) async fn counter_services(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let counter = sent.head.param("counter").to_owned();
    // Opening is everybody's, so nothing but the counter is looked for.
    let subject = Subject::Counter(counter.clone(), Act::Open { takeover: false });
    let form = sent.form(manager::counter_services);
    let form = form.map(|services| Manage::CounterServices { counter, services });
    manage(&site, &sent, &desk, subject, form).await
}

async fn manage(site: &Site, sent: &Sent, desk: &Desk, subject: Subject, form: Form<Manage>) -> Answered {
    let answer = submit(desk, sent, subject, form.map(Command::Manage)).await?;
    Ok(reply(site, answer))
}

/// A text without a language is in the office's first.
async fn worded(desk: &Desk, form: Form<NewNotice>) -> Result<Form<Manage>, No> {
    let language = match &form.value {
        Some(NewNotice { text: Some(Wording::First(_)), .. }) => {
            desk.office.read(|view| view.office_data().language().to_owned()).await?
        }
        Some(NewNotice { text: None | Some(Wording::Each(_)), .. }) | None => String::new(),
    };
    Ok(form.map(|NewNotice { text, until_ms, say }| {
        let text = text.map(|text| match text {
            Wording::First(line) => Text(BTreeMap::from([(language, line)])),
            Wording::Each(text) => text,
        });
        Manage::Notice { text, until_ms, say }
    }))
}

/// The letter in the path; one out of form is no service either.
fn letter(head: &Head) -> Result<Letter, No> {
    let unknown = |_| No::new(Code::UnknownService, "this office has no such service");
    head.param("letter").parse().map_err(unknown)
}
