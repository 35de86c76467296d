//! Requests that are wrong: each gets its status, its code and its wrong fields, never a 5xx, and changes nothing.
use serde_json::{Value, json};
use tests::hall::{Hall, office_path};
use tests::wire::{Answer, Request};

/// Who sends a request.
struct Callers {
    kiosk: String,
    display: String,
    clerk: String,
    other_clerk: String,
}

impl Callers {
    fn of(hall: &Hall) -> Self {
        let bearer = |device| format!("Bearer {}", hall.key(device));
        let callers = Self {
            kiosk: bearer("kiosk"),
            display: bearer("display"),
            clerk: hall.cookie("clerk-1"),
            other_clerk: hall.cookie("clerk-2"),
        };
        let open = Request::post(&office_path("counters/1/open"), &json!({}));
        assert_eq!(hall.send(&open.header("cookie", callers.clerk.as_str())).status, 200);
        callers
    }

    /// A press of the kiosk with this body.
    fn press(&self, body: impl Into<Vec<u8>>) -> Request {
        let request =
            Request::new("POST", &office_path("tickets")).header("authorization", self.kiosk.as_str());
        request.header("idempotency-key", "k").body("application/json", body)
    }

    fn press_json(&self, body: &Value) -> Request {
        self.press(body.to_string())
    }

    /// An act at a counter, or whatever stands below the office.
    fn act(&self, path: &str, body: &Value) -> Request {
        Request::post(&office_path(path), body).header("cookie", self.clerk.as_str())
    }
}

/// What is expected: status, code and the wrong fields in alphabetical order.
type Expected = (u16, &'static str, &'static str);

const MALFORMED: Expected = (400, "malformed", "");
const UNAUTHENTICATED: Expected = (401, "unauthenticated", "");
const FORBIDDEN: Expected = (403, "forbidden", "");
const TOO_LARGE: Expected = (413, "too_large", "");
const WRONG_MEDIA_TYPE: Expected = (415, "wrong_media_type", "");

fn unknown(code: &'static str) -> Expected {
    (404, code, "")
}

fn invalid(fields: &'static str) -> Expected {
    (422, "invalid", fields)
}

fn check(hall: &Hall, cases: &[(&str, Request, Expected)]) {
    let seq = || hall.get("board").json()["seq"].as_u64().unwrap();
    let before = seq();
    for (name, request, (status, code, fields)) in cases {
        let answer = hall.send(request);
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (*status, Some(*code)),
            "{name}: {}",
            answer.text()
        );
        assert_eq!(wrong_fields(&answer), *fields, "{name}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{name}");
        let problem = answer.json();
        assert_eq!(problem["errors"].is_array(), *status == 422, "{name}");
        assert_eq!(problem["status"].as_u64(), Some(u64::from(*status)), "{name}");
        assert!(["type", "title", "detail"].iter().all(|field| problem[field].is_string()), "{name}");
        assert_eq!(seq(), before, "{name} changed something");
    }
}

fn wrong_fields(answer: &Answer) -> String {
    let problem = answer.json();
    let errors = problem["errors"].as_array().into_iter().flatten();
    let mut fields: Vec<_> = errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect();
    fields.sort();
    fields.join(" ")
}

#[test]
fn bodies_out_of_form() {
    let hall = Hall::open();
    let by = Callers::of(&hall);
    let of_kind = |kind| {
        let press = Request::new("POST", &office_path("tickets")).header("authorization", by.kiosk.as_str());
        press.header("idempotency-key", "k").body(kind, r#"{"service":"A"}"#)
    };
    check(
        &hall,
        &[
            ("not JSON", by.press("service=A"), MALFORMED),
            ("cut off", by.press(r#"{"service":"#), MALFORMED),
            ("two bodies", by.press(r#"{"service":"A"}{}"#), MALFORMED),
            ("not UTF-8", by.press(b"{\"service\":\"A\xff\"}".to_vec()), MALFORMED),
            ("half a surrogate", by.press(r#"{"service":"\ud800"}"#), MALFORMED),
            ("too deep", by.press("[".repeat(50_000)), MALFORMED),
            ("too large", by.press(" ".repeat(64 * 1024 + 1)), TOO_LARGE),
            ("far too large", by.press("x".repeat(9 << 20)), TOO_LARGE),
            ("a form", of_kind("application/x-www-form-urlencoded"), WRONG_MEDIA_TYPE),
            ("another coding", of_kind("application/json; charset=utf-16"), WRONG_MEDIA_TYPE),
            ("of no kind", of_kind(""), WRONG_MEDIA_TYPE),
        ],
    );
}

#[test]
fn wrong_fields_are_all_named() {
    let hall = Hall::open();
    let by = Callers::of(&hall);
    let all_wrong =
        json!({"service": 1, "priority": true, "lang": "VI", "assist": "no", "procedure": [], "color": 1});
    check(
        &hall,
        &[
            ("no object", by.press("[]"), invalid("")),
            ("nothing", by.press(""), invalid("service")),
            (
                "everything",
                by.press_json(&all_wrong),
                invalid("assist color lang priority procedure service"),
            ),
            ("unknown service", by.press_json(&json!({"service": "Q"})), invalid("service")),
            (
                "two unknown names",
                by.press_json(&json!({"service": "Q", "priority": "king"})),
                invalid("priority service"),
            ),
            ("no reason", by.act("counters/1/pause", &json!({})), invalid("reason")),
            (
                "unknown reason",
                by.act("counters/1/pause", &json!({"reason": "nap", "until": "soon"})),
                invalid("reason until"),
            ),
            ("no flag", by.act("counters/1/open", &json!({"takeover": 1})), invalid("takeover")),
            ("no number", by.act("counters/1/recall", &json!({"in_hand": "A12"})), invalid("in_hand")),
            (
                "outcomes",
                by.act(
                    "counters/1/next",
                    &json!({"outcomes": [{"service": "A", "count": 0, "outcome": "eaten"}]}),
                ),
                invalid("outcomes[0].count outcomes[0].outcome"),
            ),
            (
                "a sign-in without a name",
                Request::post("/api/v1/login", &json!({"password": "x"})),
                invalid("user"),
            ),
        ],
    );
}

#[test]
fn headers_and_credentials() {
    let hall = Hall::open();
    let by = Callers::of(&hall);
    let body = json!({"service": "A"});
    let press = || Request::post(&office_path("tickets"), &body);
    let key = |key: &str| press().header("authorization", by.kiosk.as_str()).header("idempotency-key", key);
    let follow = Request::new("GET", &office_path("events"));
    check(
        &hall,
        &[
            ("a device without key", press().header("authorization", by.kiosk.as_str()), MALFORMED),
            ("an empty key", key(""), MALFORMED),
            ("a key with a space", key("a b"), MALFORMED),
            ("a key that is too long", key(&"k".repeat(65)), MALFORMED),
            ("an id that is none", follow.header("last-event-id", "seven"), MALFORMED),
            ("nobody", press().header("idempotency-key", "k"), UNAUTHENTICATED),
            ("a key of nobody", by_bearer(press(), "Bearer 0000"), UNAUTHENTICATED),
            ("a cookie of nobody", press().header("cookie", "session=0000"), UNAUTHENTICATED),
            ("a display", by_bearer(press(), &by.display), FORBIDDEN),
            (
                "a kiosk at a counter",
                by_bearer(Request::post(&office_path("counters/1/next"), &json!({})), &by.kiosk),
                FORBIDDEN,
            ),
            (
                "another's counter",
                Request::post(&office_path("counters/1/next"), &json!({}))
                    .header("cookie", by.other_clerk.as_str()),
                FORBIDDEN,
            ),
            ("a clerk as manager", by.act("day/close", &json!({})), FORBIDDEN),
            (
                "another origin",
                by.act("counters/1/next", &json!({})).header("origin", "http://evil.example"),
                FORBIDDEN,
            ),
            (
                "another site",
                by.act("counters/1/next", &json!({})).header("sec-fetch-site", "cross-site"),
                FORBIDDEN,
            ),
            (
                "a wrong password",
                Request::post("/api/v1/login", &json!({"user": "clerk-1", "password": "wrong"})),
                UNAUTHENTICATED,
            ),
        ],
    );
    let own = by.act("counters/1/next", &json!({})).header("origin", format!("http://{}", hall.address()));
    assert_eq!(hall.send(&own).status, 200, "the own page may");
}

fn by_bearer(request: Request, bearer: &str) -> Request {
    request.header("idempotency-key", "k").header("authorization", bearer)
}

#[test]
fn paths_and_methods() {
    let hall = Hall::open();
    let by = Callers::of(&hall);
    let get = |path: &str| Request::new("GET", path);
    let printed = |number: &str| {
        let request = Request::post(&office_path(&format!("tickets/{number}/printed")), &json!({"ok": true}));
        request.header("authorization", by.kiosk.as_str())
    };
    check(
        &hall,
        &[
            ("no path", get("/api/v1/nothing"), unknown("unknown_path")),
            ("no version", get("/api/v2/offices"), unknown("unknown_path")),
            ("no office", get("/api/v1/offices/nowhere/board"), unknown("unknown_office")),
            ("no service", get(&office_path("procedures?service=Q")), unknown("unknown_service")),
            ("no counter", by.act("counters/99/next", &json!({})), unknown("unknown_counter")),
            ("no ticket", printed("A001"), unknown("unknown_ticket")),
            ("no number", printed("12"), unknown("unknown_ticket")),
            ("no token", get("/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAAAA"), unknown("unknown_ticket")),
            ("no form of a token", get("/api/v1/tickets/A"), unknown("unknown_ticket")),
            ("no UTF-8", get("/api/v1/offices/%FF/board"), MALFORMED),
            ("no method", Request::new("DELETE", &office_path("board")), (405, "wrong_method", "")),
            ("no way to read", get(&office_path("tickets")), (405, "wrong_method", "")),
        ],
    );
}

/// One request with every mistake there is; mistake after mistake is mended, and each time the next one is told.
#[test]
fn checks_come_in_their_order() {
    let hall = Hall::open();
    let by = Callers::of(&hall);
    let path = |office: &str, counter: &str| format!("/api/v1/offices/{office}/counters/{counter}/recall");
    let wrong = json!({"in_hand": 1});
    let post = |office, counter, body: &Value| Request::post(&path(office, counter), body);
    let clerk = |request: Request| request.header("cookie", by.clerk.as_str());
    let foreign = |request: Request| request.header("origin", "http://evil.example");
    check(
        &hall,
        &[
            ("400", foreign(post("nowhere", "9", &wrong)).header("idempotency-key", ""), MALFORMED),
            ("401", foreign(post("nowhere", "9", &wrong)), UNAUTHENTICATED),
            ("403", foreign(clerk(post("nowhere", "9", &wrong))), FORBIDDEN),
            ("404 office", clerk(post("nowhere", "9", &wrong)), unknown("unknown_office")),
            ("404 counter", clerk(post("hall", "9", &wrong)), unknown("unknown_counter")),
            ("422", clerk(post("hall", "1", &wrong)), invalid("in_hand")),
            ("409", clerk(post("hall", "1", &json!({"in_hand": "A001"}))), (409, "changed", "")),
            ("409 too", clerk(post("hall", "1", &json!({}))), (409, "nothing_called", "")),
        ],
    );
}

#[test]
fn what_is_no_http_harms_nobody() {
    let hall = Hall::open();
    for junk in ["\r\n\r\n", "GET\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}", "GET / HTTP/9.9\r\n\r\n"] {
        let long = "x".repeat(100_000);
        for junk in [junk, long.as_str()] {
            let mut stream = std::net::TcpStream::connect(hall.address()).unwrap();
            std::io::Write::write_all(&mut stream, junk.as_bytes()).unwrap();
        }
    }
    assert_eq!(hall.get("board").status, 200);
}
