//! Single calls, and everything that can come back instead of an answer.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
mod fake;

use std::time::Duration;

use client::{Act, Away, Device, Failure, Patience, Server, Staff};
use fake::{Fake, Script, Seen, Then, answer, json, patience, problem};
use protocol::{
    Code, DeviceKind, Heartbeat, IssueRequest, IssuedTicket, OfficeSummary, PairRequest, PrintProblem,
    Printed,
};

const ISSUED: &str = r#"{"number":"A012","service":"A","token":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","url":null,
"issued_at":"2026-11-23T08:42:10+07:00","ahead":5,"estimate":{"low_min":10,"high_min":15},"priority":false}"#;

const TICKET: &str = r#"{"number":"A012","service":"A","state":"called","issued_at":"2026-11-23T08:42:10+07:00",
"waited_s":60,"calls":1,"called_at":"2026-11-23T08:43:10+07:00","started_at":null,"priority":null,"assist":false,
"lang":"vi","printed":true,"note":null,"procedure":null}"#;

/// What comes of asking for the offices.
async fn offices(script: Script) -> Result<Vec<OfficeSummary>, Failure> {
    Fake::start(vec![script]).await.server().offices().await
}

async fn failure(script: Script) -> Failure {
    offices(script).await.unwrap_err()
}

fn garbage(failure: &Failure) -> bool {
    matches!(failure, Failure::Away(Away::Garbage(_)))
}

fn press() -> IssueRequest {
    IssueRequest { service: "A".into(), priority: Some("yes".into()), ..IssueRequest::default() }
}

async fn issue(fake: &Fake, key: &str) -> Result<IssuedTicket, Failure> {
    Device::new(fake.server(), "tay-ninh", "secret").unwrap().issue(key, &press()).await
}

fn only(fake: &Fake) -> Seen {
    let seen = fake.seen();
    assert_eq!(seen.len(), 1);
    seen[0].clone()
}

#[tokio::test]
async fn a_read_asks_the_path_and_understands_the_answer() {
    let body = r#"[{"code":"tay-ninh","name":{"vi":"UBND thị xã Tây Ninh"},"open":true,"later":1}]"#;
    let fake = Fake::start(vec![json("200 OK", body), json("200 OK", "[]")]).await;
    let server = fake.server();
    assert_eq!(server.offices().await.unwrap()[0].name.get("vi", "vi"), "UBND thị xã Tây Ninh");
    assert_eq!(server.procedures("tay-ninh", Some("A")).await.unwrap(), []);
    let lines: Vec<_> = fake.seen().iter().map(|seen| seen.line().to_string()).collect();
    assert_eq!(lines[0], "GET /api/v1/offices HTTP/1.1");
    assert_eq!(lines[1], "GET /api/v1/offices/tay-ninh/procedures?service=A HTTP/1.1");
}

#[tokio::test]
async fn a_press_carries_key_device_and_body() {
    let fake = Fake::start(vec![json("201 Created", ISSUED)]).await;
    let ticket = issue(&fake, "press-1").await.unwrap();
    assert_eq!((ticket.number.as_str(), ticket.ahead), ("A012", 5));
    let seen = only(&fake);
    assert_eq!(seen.line(), "POST /api/v1/offices/tay-ninh/tickets HTTP/1.1");
    assert_eq!(seen.header("idempotency-key"), Some("press-1"));
    assert_eq!(seen.header("authorization"), Some("Bearer secret"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.body, r#"{"service":"A","priority":"yes"}"#);
}

#[tokio::test]
async fn what_the_device_tells_needs_no_answer() {
    let fake = Fake::start(vec![answer("204 No Content", "", ""), answer("204 No Content", "", "")]).await;
    let device = Device::new(fake.server(), "tay-ninh", "secret").unwrap();
    let printed = Printed { ok: false, problem: Some(PrintProblem::PaperOut) };
    device.printed("A012", &printed).await.unwrap();
    let alive = Heartbeat { version: "0.1.0".into(), state: "home".into(), problem: None };
    device.heartbeat(&alive).await.unwrap();
    let seen = fake.seen();
    assert_eq!(seen[0].line(), "POST /api/v1/offices/tay-ninh/tickets/A012/printed HTTP/1.1");
    assert_eq!(seen[0].body, r#"{"ok":false,"problem":"paper_out"}"#);
    assert_eq!(seen[1].body, r#"{"version":"0.1.0","state":"home"}"#);
}

#[tokio::test]
async fn who_stands_at_the_device_is_helped_put_forward_and_given_back() {
    let missed = r#"{"office":"tay-ninh","number":"A012","service":"A","state":"waiting","ahead":3,"estimate":null,
"counter":null,"issued_at":"2026-11-23T08:42:10+07:00","called_at":null,"recalls":0,"later_left":1,"return_left":0}"#;
    let done = || answer("204 No Content", "", "");
    let fake = Fake::start(vec![done(), json("200 OK", TICKET), json("200 OK", missed)]).await;
    let device = Device::new(fake.server(), "tay-ninh", "secret").unwrap();
    device.call_help().await.unwrap();
    device.prioritise("A012", "elderly").await.unwrap();
    assert_eq!(device.server().give_back("ABC").await.unwrap().return_left, 0);
    let seen = fake.seen();
    let told: Vec<_> =
        seen.iter().map(|seen| (seen.line(), seen.header("authorization"), seen.body.as_str())).collect();
    let bearer = Some("Bearer secret");
    assert_eq!(
        told,
        [
            ("POST /api/v1/offices/tay-ninh/help HTTP/1.1", bearer, "{}"),
            (
                "POST /api/v1/offices/tay-ninh/tickets/A012/priority HTTP/1.1",
                bearer,
                r#"{"priority":"elderly"}"#
            ),
            ("POST /api/v1/tickets/ABC/return HTTP/1.1", None, "{}"),
        ]
    );
}

#[tokio::test]
async fn a_new_device_asks_until_it_has_its_key() {
    let asked = json("201 Created", r#"{"pairing":"ABC","code":"042137"}"#);
    let key = json("200 OK", r#"{"key":"secret","office":"tay-ninh","kind":"display","name":"Sảnh"}"#);
    let gone = problem("404 Not Found", "unknown_pairing");
    let fake = Fake::start(vec![asked, answer("202 Accepted", "", ""), key, gone]).await;
    let server = fake.server();
    let request = PairRequest { kind: DeviceKind::Display, name: "Sảnh".into() };
    let pairing = server.ask_to_pair(&request).await.unwrap();
    assert_eq!(pairing.code, "042137");
    assert_eq!(server.paired(&pairing.pairing).await.unwrap(), None);
    assert_eq!(server.paired(&pairing.pairing).await.unwrap().unwrap().key, "secret");
    let Err(Failure::Refused(refused)) = server.paired(&pairing.pairing).await else { panic!() };
    assert_eq!(refused.code, Code::UnknownPairing);
    let lines: Vec<_> = fake.seen().iter().map(|seen| seen.line().to_owned()).collect();
    assert_eq!(lines[..2], ["POST /api/v1/pair HTTP/1.1", "GET /api/v1/pair/ABC HTTP/1.1"]);
    assert_eq!(fake.seen()[0].body, r#"{"kind":"display","name":"Sảnh"}"#);
}

#[tokio::test]
async fn a_key_that_can_not_stand_in_a_header_makes_no_device() {
    let server = Server::new("http://localhost:1".parse().unwrap(), Patience::default());
    assert!(Device::new(server, "tay-ninh", "one\ntwo").is_none());
}

#[tokio::test]
async fn a_refusal_is_told_with_its_code() {
    let Failure::Refused(refused) = failure(problem("409 Conflict", "limit_reached")).await else { panic!() };
    assert_eq!((refused.code, refused.status), (Code::LimitReached, 409));
    let Failure::Refused(younger) = failure(problem("409 Conflict", "not_invented_yet")).await else {
        panic!()
    };
    assert_eq!((younger.code, younger.detail.as_str()), (Code::WrongState, "not now"));
}

#[tokio::test]
async fn a_busy_server_says_when_to_come_back() {
    let busy = |retry_after_s| Failure::Busy { retry_after: Duration::from_secs(retry_after_s) };
    let (slow, down) = ("429 Too Many Requests", "503 Service Unavailable");
    assert_eq!(failure(answer(slow, "retry-after: 7\r\n", "")).await, busy(7));
    assert_eq!(failure(answer(down, "retry-after: Mon\r\n", "")).await, busy(1));
    assert_eq!(failure(answer(down, "", "<html>")).await, busy(1));
}

#[tokio::test]
async fn an_answer_that_is_not_the_servers_is_garbage() {
    assert!(garbage(&failure(answer("500 Internal Server Error", "", "oops")).await));
    assert!(garbage(&failure(answer("404 Not Found", "content-type: text/html\r\n", "<html>")).await));
    assert!(garbage(&failure(answer("302 Found", "location: http://elsewhere/\r\n", "")).await));
    assert!(garbage(&failure(json("200 OK", "[{\"code\":1}]")).await));
    assert!(garbage(&failure(json("200 OK", "<html>please sign in</html>")).await));
    assert!(garbage(&failure(json("200 OK", &" ".repeat(5 << 20))).await));
    let not_http = failure((b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(), Then::Cut)).await;
    assert!(matches!(not_http, Failure::Away(_)), "{not_http}");
}

#[tokio::test]
async fn a_gateway_whose_server_is_away_is_a_server_away() {
    for status in ["502 Bad Gateway", "504 Gateway Timeout"] {
        let failure = failure(answer(status, "content-type: text/html\r\n", "<html>")).await;
        assert!(matches!(failure, Failure::Away(Away::Unreachable(_))), "{failure}");
    }
}

#[tokio::test]
async fn a_cut_connection_is_told_as_such() {
    let cut_body = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[".to_vec();
    for bytes in [cut_body, b"HTTP/1.1 2".to_vec(), Vec::new()] {
        let failure = failure((bytes, Then::Cut)).await;
        assert!(matches!(failure, Failure::Away(Away::Cut(_))), "{failure}");
    }
}

#[tokio::test]
async fn nobody_there_and_nobody_answers_differ() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let gone = Server::new(address, patience()).offices().await.unwrap_err();
    assert!(matches!(gone, Failure::Away(Away::Unreachable(_))), "{gone}");
    let silent = failure((Vec::new(), Then::Hang)).await;
    assert_eq!(silent, Failure::Away(Away::TimedOut(patience().answer)));
    let stuck = failure((b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[".to_vec(), Then::Hang)).await;
    assert_eq!(stuck, Failure::Away(Away::TimedOut(patience().answer)));
}

#[tokio::test]
async fn a_clerk_signs_in_once_and_acts_with_the_cookie() {
    let cookie = "set-cookie: session=abc; HttpOnly; SameSite=Strict; Path=/\r\n";
    let ticket = || json("200 OK", TICKET);
    let fake = Fake::start(vec![
        answer("204 No Content", cookie, ""),
        json("200 OK", r#"{"ticket":null,"why":null}"#),
        ticket(),
        ticket(),
    ]);
    let fake = fake.await;
    let staff = Staff::login(fake.server(), "lan", "mật khẩu").await.unwrap();
    let counter = staff.at("tay-ninh", "3");
    let act = Act { in_hand: Some(None), key: Some("k1") };
    assert_eq!(counter.next(act).await.unwrap().ticket, None);
    let act = Act { in_hand: Some(Some("A012")), key: None };
    assert_eq!(counter.no_show(act).await.unwrap().number, "A012");
    assert_eq!(counter.recall(Act::default()).await.unwrap().number, "A012");
    let seen = fake.seen();
    assert_eq!(seen[0].body, r#"{"password":"mật khẩu","user":"lan"}"#);
    assert_eq!(seen[1].line(), "POST /api/v1/offices/tay-ninh/counters/3/next HTTP/1.1");
    assert_eq!(seen[1].header("cookie"), Some("session=abc"));
    assert_eq!(seen[1].header("idempotency-key"), Some("k1"));
    assert_eq!(seen[1].body, r#"{"in_hand":null}"#);
    assert_eq!(seen[2].line(), "POST /api/v1/offices/tay-ninh/counters/3/no-show HTTP/1.1");
    assert_eq!((seen[2].body.as_str(), seen[2].header("idempotency-key")), (r#"{"in_hand":"A012"}"#, None));
    assert_eq!(seen[3].body, "{}");
}

#[tokio::test]
async fn a_counter_is_opened_paused_and_closed() {
    let cookie = "set-cookie: session=abc\r\n";
    let summary = r#"{"counter":"3","name":{"vi":"Quầy 3"},"services":["A","D"],"state":"paused","clerk":"lan","ticket":null}"#;
    let summaries = (0..5).map(|_| json("200 OK", summary));
    let fake =
        Fake::start([answer("204 No Content", cookie, "")].into_iter().chain(summaries).collect()).await;
    let staff = Staff::login(fake.server(), "lan", "x").await.unwrap();
    let counter = staff.at("tay-ninh", "3");
    counter.open(false, Act::default()).await.unwrap();
    counter.open(true, Act::default()).await.unwrap();
    assert_eq!(counter.pause("break", None, Act::default()).await.unwrap().services, ["A", "D"]);
    let until = "2026-11-23T09:15:00+07:00".parse().unwrap();
    counter.pause("break", Some(until), Act::default()).await.unwrap();
    counter.close(Act::default()).await.unwrap();
    let bodies: Vec<_> = fake.seen()[1..].iter().map(|seen| seen.body.clone()).collect();
    let until = r#"{"reason":"break","until":"2026-11-23T09:15:00+07:00"}"#;
    assert_eq!(bodies, ["{}", r#"{"takeover":true}"#, r#"{"reason":"break"}"#, until, "{}"]);
}

#[tokio::test]
async fn a_sign_in_without_a_cookie_is_garbage() {
    let fake = Fake::start(vec![answer("204 No Content", "", "")]).await;
    assert!(garbage(&Staff::login(fake.server(), "lan", "x").await.err().unwrap()));
}
