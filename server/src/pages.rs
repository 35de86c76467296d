//! Pages of the server as text: from what is known to HTML. No request, no header and no rule is here.
use askama::Template;
use protocol::{Board, Office, Procedure, PublicTicket, TicketState};
use texts::{Value, Words, clock};

/// The style of all pages.
pub(crate) const STYLE: &str = include_str!("pages/style.css");

/// A page that waits is made anew this often, seconds; one that calls, more often.
const REFRESH_S: u32 = 15;
const REFRESH_CALLED_S: u32 = 5;

/// What the page of a ticket tells.
pub(crate) struct TicketNews {
    /// The ticket itself.
    pub(crate) ticket: PublicTicket,
    /// Its office.
    pub(crate) office: Office,
    /// What the lobby sees now.
    pub(crate) board: Board,
    /// What its service handles.
    pub(crate) procedures: Vec<Procedure>,
    /// The procedure that its holder looks at.
    pub(crate) chosen: Option<String>,
}

/// One's own ticket, without a script: the page comes anew by itself.
pub(crate) fn ticket(news: &TicketNews, words: &Words<'_>) -> String {
    let TicketNews { ticket, office, board, procedures, chosen } = news;
    let page = TicketPage {
        language: words.language(),
        title: words.fill("ticket-title", &[("number", Value::from(ticket.number.as_str()))]),
        refresh_s: refresh_s(ticket.state),
        office: words.choose(&office.name),
        service: service_name(office, &ticket.service, words),
        number_label: words.get("ticket-number"),
        number: &ticket.number,
        called: ticket.state == TicketState::Called,
        turn: words.get("ticket-called"),
        headline: words.ticket_state(ticket, office),
        detail: detail(ticket, words),
        calling_label: words.get("ticket-now-calling"),
        calling: calling(ticket, board, words),
        small: small(ticket, office, words),
        papers_label: words.get("papers-title"),
        papers: if waits(ticket) { papers(procedures, chosen.as_deref(), words) } else { Vec::new() },
    };
    render(&page)
}

/// There is no such ticket today.
pub(crate) fn unknown_ticket(words: &Words<'_>) -> String {
    notice(words, "ticket-unknown-title", "ticket-unknown", None)
}

/// The ticket can't be looked up now; the page tries again.
pub(crate) fn away(words: &Words<'_>) -> String {
    notice(words, "ticket-away-title", "ticket-away", Some(REFRESH_CALLED_S))
}

/// The form for the first administrator, with what was wrong with it before.
pub(crate) fn setup(words: &Words<'_>, wrong: bool) -> String {
    render(&SetupPage {
        language: words.language(),
        title: words.get("setup-title"),
        refresh_s: None,
        explain: words.get("setup-explain"),
        wrong: if wrong { words.get("setup-wrong") } else { String::new() },
        user: words.get("setup-user"),
        password: words.get("setup-password"),
        submit: words.get("setup-submit"),
    })
}

/// The first administrator was made.
pub(crate) fn setup_done(words: &Words<'_>, user: &str) -> String {
    let text = words.fill("setup-done", &[("user", Value::from(user))]);
    let title = words.get("setup-title");
    render(&NoticePage { language: words.language(), title, text, refresh_s: None })
}

/// The link for the first administrator is wrong or was used.
pub(crate) fn setup_used(words: &Words<'_>) -> String {
    notice(words, "setup-title", "setup-used", None)
}

#[derive(Template)]
#[template(path = "ticket.html")]
struct TicketPage<'a> {
    language: &'a str,
    title: String,
    refresh_s: Option<u32>,
    office: &'a str,
    service: &'a str,
    number_label: String,
    number: &'a str,
    called: bool,
    turn: String,
    headline: String,
    detail: String,
    calling_label: String,
    calling: Option<String>,
    small: Vec<String>,
    papers_label: String,
    papers: Vec<Papers<'a>>,
}

/// The papers of one procedure.
struct Papers<'a> {
    code: &'a str,
    procedure: &'a str,
    papers: Vec<(&'a str, String)>,
}

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage<'a> {
    language: &'a str,
    title: String,
    text: String,
    refresh_s: Option<u32>,
}

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage<'a> {
    language: &'a str,
    title: String,
    refresh_s: Option<u32>,
    explain: String,
    wrong: String,
    user: String,
    password: String,
    submit: String,
}

fn notice(words: &Words<'_>, title: &str, text: &str, refresh_s: Option<u32>) -> String {
    let (title, text) = (words.get(title), words.get(text));
    render(&NoticePage { language: words.language(), title, text, refresh_s })
}

fn render(page: &impl Template) -> String {
    page.render().expect("a page is written into a string, which takes all")
}

/// Whatever is over does not change any more.
fn refresh_s(state: TicketState) -> Option<u32> {
    match state {
        TicketState::Waiting | TicketState::Held | TicketState::NoShow => Some(REFRESH_S),
        TicketState::Called | TicketState::Serving => Some(REFRESH_CALLED_S),
        TicketState::Done | TicketState::Cancelled | TicketState::Expired => None,
    }
}

fn detail(ticket: &PublicTicket, words: &Words<'_>) -> String {
    match (ticket.state, ticket.called_at) {
        (TicketState::Waiting, _) => words.wait_about(ticket.estimate.as_ref()),
        (TicketState::Called, Some(at)) => {
            let calls = Value::from(ticket.recalls + 1);
            words.fill("ticket-called-at", &[("time", Value::from(clock(at).as_str())), ("calls", calls)])
        }
        _ => String::new(),
    }
}

/// What the lobby hears now; nobody who is called needs it.
fn calling(ticket: &PublicTicket, board: &Board, words: &Words<'_>) -> Option<String> {
    let call = board.calls.iter().find(|call| call.service == ticket.service).or(board.calls.first())?;
    waits(ticket).then(|| format!("{} · {}", call.number, words.choose(&call.counter_name)))
}

fn waits(ticket: &PublicTicket) -> bool {
    ticket.state == TicketState::Waiting
}

/// The names of all procedures, and the papers of the one that was chosen.
fn papers<'a>(procedures: &'a [Procedure], chosen: Option<&str>, words: &Words<'_>) -> Vec<Papers<'a>> {
    let of = |procedure: &'a Procedure| {
        let chosen = chosen == Some(procedure.procedure.as_str());
        let papers = procedure.documents.iter().filter(|_| chosen);
        Papers {
            code: &procedure.procedure,
            procedure: words.choose(&procedure.name),
            papers: papers.map(|paper| (paper.name.as_str(), words.document(paper))).collect(),
        }
    };
    procedures.iter().map(of).collect()
}

fn small(ticket: &PublicTicket, office: &Office, words: &Words<'_>) -> Vec<String> {
    let updated = || words.fill("ticket-updated", &[("time", Value::from(clock(office.now).as_str()))]);
    match ticket.state {
        TicketState::Waiting => vec![updated(), words.get("ticket-refreshes")],
        TicketState::Called => vec![words.get("ticket-called-late")],
        TicketState::Serving
        | TicketState::Held
        | TicketState::Done
        | TicketState::NoShow
        | TicketState::Cancelled
        | TicketState::Expired => Vec::new(),
    }
}

fn service_name<'a>(office: &'a Office, letter: &str, words: &Words<'_>) -> &'a str {
    let service = office.services.iter().find(|service| service.service == letter);
    service.map_or("", |service| words.choose(&service.name))
}
