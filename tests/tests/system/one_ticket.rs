//! One ticket's whole way over HTTP, and what the public sees of it.
use client::Act;
use protocol::{Code, IssueRequest, Printed, Rule, TicketState};
use serde_json::{Value, json};
use tests::hall::{Hall, OFFICE, PUBLIC_URL, code, office_path};
use tests::wire::{Events, Request};

fn press() -> IssueRequest {
    IssueRequest {
        service: "A".into(),
        priority: Some("elderly".into()),
        lang: Some("en".into()),
        ..IssueRequest::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_taken_printed_called_and_served() {
    let hall = Hall::open();
    let (kiosk, clerk) = (hall.device("kiosk"), hall.clerk("1").await);
    let desk = clerk.at(OFFICE, "1");

    let issued = kiosk.issue("press-1", &press()).await.unwrap();
    assert_eq!((issued.number.as_str(), issued.ahead, issued.priority), ("A001", 0, true));
    assert_eq!(issued.token.len(), 26);
    let url = format!("{}/T/{}", PUBLIC_URL.to_ascii_uppercase(), issued.token);
    assert_eq!(issued.url, Some(url));
    kiosk.printed("A001", &Printed { ok: true, problem: None }).await.unwrap();

    let next = desk.next(Act { in_hand: Some(None), key: Some("k1") }).await.unwrap();
    let (called, why) = (next.ticket.unwrap(), next.why.unwrap());
    assert_eq!((called.number.as_str(), called.state, called.calls), ("A001", TicketState::Called, 1));
    assert_eq!((called.priority.as_deref(), called.printed), (Some("elderly"), Some(true)));
    assert_eq!((why.rule, why.overtook), (Rule::Turn, 0));
    let hand = Act { in_hand: Some(Some("A001")), key: None };
    assert_eq!(code(desk.recall(hand).await), Code::TooSoon);
    assert_eq!(code(desk.no_show(hand).await), Code::TooSoon);
    assert_eq!(desk.start(hand).await.unwrap().state, TicketState::Serving);
    assert_eq!(code(desk.close(hand).await), Code::CounterBusy);
    assert_eq!(desk.finish(hand).await.unwrap().state, TicketState::Done);
    assert_eq!(desk.next(Act::default()).await.unwrap().ticket, None);
    assert_eq!(hall.server().ticket(&issued.token).await.unwrap().state, TicketState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_known_by_its_token_after_a_kill() {
    let mut hall = Hall::open();
    let before = hall.device("kiosk").issue("press-1", &press()).await.unwrap();
    hall.kill();
    hall.start();
    assert_eq!(hall.device("kiosk").issue("press-1", &press()).await.unwrap(), before);
    let ticket = hall.server().ticket(&before.token).await.unwrap();
    assert_eq!((ticket.number.as_str(), ticket.state), ("A001", TicketState::Waiting));
    let told = hall.get("board").json()["notice"]["vi"].as_str().map(str::to_owned);
    assert!(told.as_ref().is_some_and(|told| told.contains("các số giữ nguyên thứ tự")), "{told:?}");
    hall.kill();
    hall.verify();
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_hears_of_it_and_nothing_secret_is_told() {
    let hall = Hall::open();
    let clerk = hall.clerk("1").await;
    let mut lobby = hall.follow(None);
    assert_eq!(lobby.read().unwrap().unwrap().name, "board");
    let issued = hall.device("kiosk").issue("press-1", &press()).await.unwrap();
    let ticket = Request::new("GET", &format!("/api/v1/tickets/{}/events", issued.token.to_lowercase()));
    let mut phone = ticket.follow(hall.address()).unwrap();
    assert_eq!(state(&mut phone), "waiting");

    let desk = clerk.at(OFFICE, "1");
    desk.next(Act::default()).await.unwrap();
    assert_eq!(state(&mut phone), "called");
    let call = lobby.read_named("call").unwrap();
    assert_eq!(call.id, call.data["call"].as_u64());
    let (number, counter, recall) = (&call.data["number"], &call.data["counter"], &call.data["recall"]);
    assert_eq!((number, counter, recall), (&json!("A001"), &json!("1"), &json!(0)));
    let board = lobby.read_named("board").unwrap();
    assert_eq!((board.id, &board.data["calls"][0]["number"]), (board.data["seq"].as_u64(), &json!("A001")));
    desk.start(Act::default()).await.unwrap();
    desk.finish(Act::default()).await.unwrap();
    assert_eq!((state(&mut phone), state(&mut phone)), ("serving".into(), "done".into()));
    let last = loop {
        let board = lobby.read_named("board").unwrap().data;
        assert_free_of_secrets(&board, &issued.token);
        if board["calls"] == json!([]) {
            break board;
        }
    };
    assert_free_of_secrets(&call.data, &issued.token);
    assert_eq!((&last["waiting"][0]["count"], &last["counters"][0]["number"]), (&json!(0), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_describes_what_is_there() {
    let hall = Hall::open();
    let document = hall.send(&Request::new("GET", "/api/v1/openapi.json")).json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for path in ["tickets", "events", "counters/{counter}/no-show"] {
        let path = office_path(path).replace(OFFICE, "{office}");
        assert!(document["paths"][&path].is_object(), "{path}");
    }
    assert_eq!(hall.send(&Request::new("GET", "/healthz")).text(), "ok");
    assert_eq!(hall.send(&Request::new("GET", "/readyz")).status, 200);
    assert!(hall.send(&Request::new("GET", "/metrics")).text().contains("# TYPE"));
}

fn state(phone: &mut Events) -> String {
    phone.read().unwrap().unwrap().data["state"].as_str().unwrap().to_owned()
}

/// Neither a token, nor who has priority, nor why, is ever public.
fn assert_free_of_secrets(told: &Value, token: &str) {
    let told = told.to_string().to_lowercase();
    for secret in [&token.to_lowercase(), "token", "priority", "elderly", "procedure", "assist", "clerk"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}
