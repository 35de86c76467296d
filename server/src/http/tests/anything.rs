//! Requests at random through the whole stack: none is ever a fault, and whatever is answered stands in the OpenAPI
//! document, status and code.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::super::bodies::{self, tests::made};
use super::hall::{Answer, Dressed, Hall, OFFICE, post};

/// An operation of the document.
#[derive(Clone, Debug)]
struct Operation {
    method: Method,
    path: String,
    id: String,
    /// Those whom it is for.
    callers: Vec<By>,
    /// The codes of each status that it may answer; none for a success.
    answers: BTreeMap<u16, Vec<String>>,
}

/// A request before it is known which tokens and cookies there are.
#[derive(Clone, Debug)]
struct Wish {
    /// What it is about, when it is about anything.
    operation: Option<Operation>,
    method: Method,
    path: String,
    by: By,
    headers: Vec<(&'static str, Vec<u8>)>,
    body: Vec<u8>,
}

/// Who sends it.
#[derive(Clone, Copy, Debug)]
enum By {
    Nobody,
    Kiosk,
    Display,
    OtherKiosk,
    Clerk,
    Manager,
    Admin,
}

const ANYBODY: [By; 7] =
    [By::Nobody, By::Kiosk, By::Display, By::OtherKiosk, By::Clerk, By::Manager, By::Admin];

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let document =
        Runtime::new().unwrap().block_on(async { Hall::new().get("/api/v1/openapi.json").await.json() });
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(|(method, operation)| Operation {
            method: method.to_uppercase().parse().unwrap(),
            path: path.clone(),
            id: operation["operationId"].as_str().unwrap().to_owned(),
            callers: callers(operation),
            answers: answers(&document, operation),
        })
    });
    operations.collect()
});

fn callers(operation: &Value) -> Vec<By> {
    let schemes: Vec<_> = operation["security"].as_array().into_iter().flatten().collect();
    let is_for = |scheme: &str| schemes.iter().any(|known| known.get(scheme).is_some());
    match (is_for("device"), is_for("staff")) {
        (true, true) => vec![By::Kiosk, By::Kiosk, By::Clerk],
        (true, false) => vec![By::Kiosk, By::Kiosk, By::Display],
        (false, true) => vec![By::Clerk, By::Manager, By::Manager, By::Admin],
        (false, false) => vec![By::Nobody],
    }
}

fn answers(document: &Value, operation: &Value) -> BTreeMap<u16, Vec<String>> {
    let responses = operation["responses"].as_object().unwrap();
    let answer = |(status, response): (&String, &Value)| {
        let shared = response["$ref"].as_str().and_then(|reference| document.pointer(&reference[1..]));
        let response = shared.unwrap_or(response);
        let codes =
            response.pointer("/content/application~1problem+json/schema/allOf/1/properties/code/enum");
        let codes = codes.and_then(Value::as_array).into_iter().flatten();
        (status.parse().unwrap(), codes.map(|code| code.as_str().unwrap().to_owned()).collect())
    };
    responses.iter().map(answer).collect()
}

/// A request for an operation, in its right form more often than not. Those that end a day or a session for all
/// that follow are left out.
fn for_operation() -> impl Strategy<Value = Wish> {
    let operations: Vec<_> = OPERATIONS
        .iter()
        .filter(|operation| !matches!(operation.id.as_str(), "close_day" | "logout"))
        .collect();
    select(operations).prop_flat_map(|operation| {
        let path = filled(&operation.path);
        let method = prop_oneof![12 => Just(operation.method.clone()), 1 => any_method()];
        let by = prop_oneof![8 => select(operation.callers.clone()), 2 => select(ANYBODY.to_vec())];
        (path, method, by, headers(), body(operation)).prop_map(|(path, method, by, headers, body)| {
            let operation = (method == operation.method).then(|| operation.clone());
            Wish { operation, method, path, by, headers, body }
        })
    })
}

/// A request for anything.
fn for_anything() -> impl Strategy<Value = Wish> {
    let words = select(vec![
        "api", "v1", "offices", "tay-ninh", "tickets", "board", "healthz", "metrics", "..", "", "T0",
    ]);
    let segment = prop_oneof![words.prop_map(str::to_owned), strange()];
    let path = prop::collection::vec(segment, 0..7).prop_map(|segments| format!("/{}", segments.join("/")));
    // Pages answer people, in HTML.
    let path = path.prop_filter("no page", |path| {
        !["/t/", "/T/", "/setup/", "/assets/", "/board/", "/office/"]
            .iter()
            .any(|page| path.starts_with(page))
    });
    (path, any_method(), headers(), prop::collection::vec(any::<u8>(), 0..40)).prop_map(
        |(path, method, headers, body)| Wish { operation: None, method, path, by: By::Nobody, headers, body },
    )
}

fn any_method() -> impl Strategy<Value = Method> {
    let methods = vec!["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW", "get"];
    select(methods).prop_map(|method| method.parse().unwrap())
}

/// A path with something for each name in it.
fn filled(template: &str) -> BoxedStrategy<String> {
    let segments: Vec<_> = template
        .split('/')
        .skip(1)
        .map(|segment| match segment {
            "{office}" => {
                prop_oneof![9 => Just("tay-ninh".to_owned()), 1 => one_of(&["long-hoa", "nowhere"])].boxed()
            }
            "{counter}" => one_of(&["1", "2", "1", "2", "3", "6", "99"]),
            "{letter}" => one_of(&["A", "B", "T", "Q", "a"]),
            "{number}" => one_of(&["A001", "A002", "A003", "B001", "A999", "a001", "A1"]),
            // Each stands for a secret that was given: see `Open::secrets`.
            "{token}" => one_of(&["T0", "T1", "T2", "AAAAAAAAAAAAAAAAAAAAAAAAAA", "x"]),
            "{pairing}" => one_of(&["P0", "P1", "P2", "AAAAAAAAAAAAAAAAAAAAAAAAAA", "x"]),
            "{code}" => one_of(&["C0", "C1", "C2", "000000", "x"]),
            named if named.starts_with('{') => panic!("nothing stands for {named}"),
            fixed => Just(fixed.to_owned()).boxed(),
        })
        .collect();
    let query = prop_oneof![8 => Just(String::new()), 1 => Just("?service=A".to_owned()), 1 => strange().prop_map(|text| format!("?service={text}"))];
    (segments, query).prop_map(|(segments, query)| format!("/{}{query}", segments.join("/"))).boxed()
}

fn one_of(words: &'static [&str]) -> BoxedStrategy<String> {
    prop_oneof![12 => select(words).prop_map(str::to_owned), 1 => strange()].boxed()
}

/// Any bytes, as a path may spell them.
fn strange() -> impl Strategy<Value = String> {
    let bytes =
        prop_oneof!["\\PC{1,6}".prop_map(String::into_bytes), prop::collection::vec(any::<u8>(), 1..8)];
    bytes.prop_map(|bytes| bytes.iter().map(|byte| format!("%{byte:02X}")).collect())
}

fn headers() -> impl Strategy<Value = Vec<(&'static str, Vec<u8>)>> {
    let names = select(vec![
        "idempotency-key",
        "last-event-id",
        "origin",
        "host",
        "x-forwarded-for",
        "x-forwarded-proto",
        "cookie",
        "authorization",
        "sec-fetch-site",
        "content-type",
        "content-encoding",
        "content-length",
        "accept-language",
        "accept",
        "expect",
        "range",
        "if-none-match",
    ]);
    let values = prop_oneof![
        select(vec![
            "",
            "k1",
            "k2",
            "7",
            "99999999999999999999",
            "null",
            "https://motcua.example.vn",
            "http://evil.example",
            "[::1]:7070",
            "10.0.0.1, unknown",
            "https",
            "session=",
            "session=x; session=y",
            "Bearer ",
            "Bearer x",
            "cross-site",
            "application/json; charset=\"",
            "gzip",
            "vi;q=0,*",
            "bytes=0-",
        ])
        .prop_map(|value| value.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..80),
    ];
    let values =
        values.prop_filter("it can stand in a header", |value| HeaderValue::from_bytes(value).is_ok());
    let key = prop_oneof![2 => Just(None), 5 => "[a-z]{8}".prop_map(|key| Some(("idempotency-key", key.into_bytes())))];
    let others = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec((names, values), 1..3)];
    (key, others).prop_map(|(key, others)| key.into_iter().chain(others).collect())
}

fn body(operation: &Operation) -> BoxedStrategy<Vec<u8>> {
    if operation.method == Method::GET {
        return prop_oneof![9 => Just(Vec::new()), 1 => Just(b"{}".to_vec())].boxed();
    }
    let schema = &bodies::of(&operation.id).unwrap().schema;
    let json = prop_oneof![6 => made::right(schema), 3 => made::nearly_right(schema), 1 => made::anything()];
    prop_oneof![
        12 => json.prop_map(|json| json.to_string().into_bytes()),
        1 => Just(Vec::new()),
        1 => prop::collection::vec(any::<u8>(), 0..60),
    ]
    .boxed()
}

/// A hall with three tickets, three devices that wait for approval and two open counters, and what is needed to act
/// in it.
struct Open {
    hall: Hall,
    clerk: String,
    manager: String,
    admin: String,
    /// What stands in the paths, and for what.
    secrets: Vec<(String, String)>,
}

impl Open {
    async fn new() -> Self {
        let hall = Hall::new();
        let (clerk, manager, admin) =
            (hall.sign_in("lan").await, hall.sign_in("hoa").await, hall.sign_in("root").await);
        let mut secrets = Vec::new();
        let mut keep =
            |name: String, secret: &Value| secrets.push((name, secret.as_str().unwrap().to_owned()));
        for (i, service) in ["A", "A", "B"].into_iter().enumerate() {
            keep(format!("T{i}"), &hall.issue(&format!("key-{i}"), service).await["token"]);
            let asked = post("/api/v1/pair").json(&json!({"kind": "display", "name": format!("Bảng {i}")}));
            let asked = hall.send(asked).await.json();
            keep(format!("P{i}"), &asked["pairing"]);
            keep(format!("C{i}"), &asked["code"]);
        }
        for counter in ["1", "2"] {
            let open = post(&format!("{OFFICE}/counters/{counter}/open")).cookie(&clerk).json(&json!({}));
            assert_eq!(hall.send(open).await.status, 200);
        }
        Self { hall, clerk, manager, admin, secrets }
    }

    fn request(&self, wish: &Wish, address: Index) -> Request<Body> {
        let secrets = self.secrets.iter();
        let path = secrets.fold(wish.path.clone(), |path, (name, secret)| {
            path.replace(&format!("/{name}"), &format!("/{secret}"))
        });
        let mut request = Request::builder().method(wish.method.clone()).uri(path);
        // Many addresses, so that none of them asks too often.
        request = request.extension(super::hall::from(&format!("10.0.{}.1", address.index(250))));
        request = match wish.by {
            By::Nobody => request,
            By::Kiosk => request.bearer(&self.hall.kiosk),
            By::Display => request.bearer(&self.hall.display),
            By::OtherKiosk => request.bearer(&self.hall.other_kiosk),
            By::Clerk => request.cookie(&self.clerk),
            By::Manager => request.cookie(&self.manager),
            By::Admin => request.cookie(&self.admin),
        };
        for (name, value) in &wish.headers {
            request = request.header(*name, value.as_slice());
        }
        if !wish.headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        request.body(wish.body.clone().into()).unwrap()
    }

    /// Sends a request and looks whether the answer may be.
    async fn try_out(&self, wish: &Wish, address: Index) {
        let response = self.hall.begin(self.request(wish, address)).await;
        let (parts, body) = response.into_parts();
        if parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream") {
            assert_eq!(parts.status, StatusCode::OK, "{wish:?}");
            return;
        }
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        check(wish, &Answer { status: parts.status.as_u16(), headers: parts.headers, body });
    }
}

fn check(wish: &Wish, answer: &Answer) {
    let status = answer.status;
    assert!((200..500).contains(&status), "{status} {}: {wish:?}", answer.text());
    let is_problem = status >= 400 && wish.method != Method::HEAD;
    let code = is_problem.then(|| answer.problem().1);
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    let Some(operation) = &wish.operation else { return };
    let codes =
        operation.answers.get(&status).unwrap_or_else(|| panic!("{status} is not described: {wish:?}"));
    assert!(code.iter().all(|code| codes.contains(code)), "{code:?} is not described: {wish:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_request_is_a_fault_and_every_answer_is_described(
        wishes in prop::collection::vec((prop_oneof![9 => for_operation(), 1 => for_anything()], any::<Index>()), 200),
        late in prop::collection::vec((for_operation(), any::<Index>()), 30),
    ) {
        Runtime::new().unwrap().block_on(async {
            let open = Open::new().await;
            for (wish, address) in &wishes {
                open.try_out(wish, *address).await;
            }
            let close = post(&format!("{OFFICE}/day/close")).cookie(&open.manager).json(&json!({}));
            assert_eq!(open.hall.send(close).await.status, 204);
            for (wish, address) in &late {
                open.try_out(wish, *address).await;
            }
            assert_eq!(open.hall.get("/readyz").await.status, 200);
        });
    }
}
