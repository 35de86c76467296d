//! Every route, asked by everybody: who may do what.
use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};

use super::super::site::Site;
use super::hall::{Dressed, Hall, OFFICE, from, get, password, post};

/// What each caller is answered. Whoever may change something sends a field that no body has, so that nothing is
/// changed: 422 is the right to do it. Device and clerk of the office `tay-ninh`, which the paths name, or of another.
const TABLE: &str = "
                                   nobody kiosk display other-kiosk clerk other-clerk manager admin
GET /openapi.json                     200   200     200         200   200         200     200   200
GET /offices                          200   200     200         200   200         200     200   200
GET …                                 200   200     200         200   200         200     200   200
GET …/services                        200   200     200         200   200         200     200   200
GET …/procedures                      200   200     200         200   200         200     200   200
GET …/board                           200   200     200         200   200         200     200   200
GET …/events                          200   200     200         200   200         200     200   200
GET /tickets/{token}                  200   200     200         200   200         200     200   200
GET /tickets/{token}/events           200   200     200         200   200         200     200   200
POST /tickets/{token}/cancel          422   422     422         422   422         422     422   422
POST /tickets/{token}/later           422   422     422         422   422         422     422   422
POST /tickets/{token}/return          422   422     422         422   422         422     422   422
POST /tickets/{token}/rating          422   422     422         422   422         422     422   422
POST …/tickets                        401   422     403         403   422         403     422   422
POST …/tickets/{number}/printed       401   422     403         403   403         403     403   403
POST …/tickets/{number}/priority      401   422     403         403   422         403     422   422
POST …/help                           401   422     422         403   403         403     403   403
POST …/heartbeat                      401   422     422         403   403         403     403   403
GET …/device/events                   401   200     200         403   403         403     403   403
POST /pair                            422   422     422         422   422         422     422   422
GET /pair/{pairing}                   202   202     202         202   202         202     202   202
POST /login                           422   422     422         422   422         422     422   422
POST /logout                          401   403     403         403   422         422     422   422
GET /me                               401   403     403         403   200         200     200   200
GET …/counters                        401   403     403         403   200         403     200   200
GET …/counters/{counter}              401   403     403         403   200         403     200   200
GET …/staff/events                    401   403     403         403   200         403     200   200
POST …/counters/{counter}/open        401   403     403         403   422         403     422   422
POST …/counters/{counter}/pause       401   403     403         403   422         403     422   422
POST …/counters/{counter}/close       401   403     403         403   422         403     422   422
POST …/counters/{counter}/next        401   403     403         403   422         403     422   422
POST …/counters/{counter}/call        401   403     403         403   403         403     422   422
POST …/counters/{counter}/serve       401   403     403         403   422         403     422   422
POST …/counters/{counter}/recall      401   403     403         403   422         403     422   422
POST …/counters/{counter}/start       401   403     403         403   422         403     422   422
POST …/counters/{counter}/finish      401   403     403         403   422         403     422   422
POST …/counters/{counter}/no-show     401   403     403         403   422         403     422   422
POST …/counters/{counter}/hold        401   403     403         403   422         403     422   422
POST …/counters/{counter}/resume      401   403     403         403   422         403     422   422
POST …/counters/{counter}/transfer    401   403     403         403   422         403     422   422
POST …/counters/{counter}/undo        401   403     403         403   422         403     422   422
POST …/tickets/{number}/return        401   403     403         403   422         403     422   422
POST …/tickets/{number}/cancel        401   403     403         403   422         403     422   422
POST …/tickets/{number}/reprint       401   403     403         403   422         403     422   422
GET /pairings                         401   403     403         403   403         403     403   200
POST /pairings/{code}/approve         401   403     403         403   403         403     403   422
POST …/notice                         401   403     403         403   403         403     422   422
POST …/services/{letter}/stop         401   403     403         403   403         403     422   422
POST …/services/{letter}/resume       401   403     403         403   403         403     422   422
POST …/counters/{counter}/services    401   403     403         403   403         403     422   422
POST …/day/open                       401   403     403         403   403         403     422   422
POST …/day/close                      401   403     403         403   403         403     422   422
GET !/healthz                         200   200     200         200   200         200     200   200
GET !/readyz                          200   200     200         200   200         200     200   200
GET !/metrics                         200   200     200         200   200         200     200   200
GET !/t/{token}                       200   200     200         200   200         200     200   200
GET !/T/{token}                       200   200     200         200   200         200     200   200
GET !/setup/{code}                    404   404     404         404   404         404     404   404
GET !/assets/style.css                200   200     200         200   200         200     200   200
";

/// Who asks, in the order of the table.
const CALLERS: usize = 8;

struct Row {
    method: Method,
    path: String,
    expected: Vec<u16>,
}

fn rows() -> Vec<Row> {
    let rows = TABLE.lines().filter(|line| !line.is_empty()).skip(1).map(|line| {
        let mut words = line.split_whitespace();
        let (method, path) = (words.next().unwrap(), words.next().unwrap().to_owned());
        let expected: Vec<u16> = words.map(|word| word.parse().unwrap()).collect();
        assert_eq!(expected.len(), CALLERS, "{line}");
        Row { method: method.parse().unwrap(), path, expected }
    });
    rows.collect()
}

/// What stands in the paths.
struct Names {
    token: String,
    pairing: String,
    code: String,
}

impl Names {
    async fn new(hall: &Hall) -> Self {
        let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
        let asked = post("/api/v1/pair").json(&json!({"kind": "kiosk", "name": "Kiosk 9"}));
        let asked = hall.send(asked).await.json();
        let text = |field: &str| asked[field].as_str().unwrap().to_owned();
        Self { token, pairing: text("pairing"), code: text("code") }
    }

    fn fill(&self, path: &str) -> String {
        let path = match path.strip_prefix('!') {
            Some(outside) => outside.to_owned(),
            None => format!("/api/v1{}", path.replace('…', "/offices/{office}")),
        };
        let named = [
            ("{office}", "tay-ninh"),
            ("{counter}", "1"),
            ("{letter}", "A"),
            ("{number}", "A001"),
            ("{token}", &self.token),
            ("{pairing}", &self.pairing),
            ("{code}", &self.code),
        ];
        named.iter().fold(path, |path, (name, value)| path.replace(name, value))
    }
}

type Credentials = Option<(header::HeaderName, String)>;

/// Credentials of everybody, in the order of the table.
async fn credentials(hall: &Hall) -> Vec<Credentials> {
    let mut credentials = vec![None];
    for key in [&hall.kiosk, &hall.display, &hall.other_kiosk] {
        credentials.push(Some((header::AUTHORIZATION, format!("Bearer {key}"))));
    }
    for user in ["lan", "tuan", "hoa", "root"] {
        credentials.push(Some((header::COOKIE, hall.sign_in(user).await)));
    }
    credentials
}

async fn status(hall: &Hall, method: &Method, path: &str, who: &Credentials) -> u16 {
    let mut request = Request::builder().method(method).uri(path).key("k");
    if let Some((name, value)) = who {
        request = request.header(name, value);
    }
    let request = match *method {
        Method::GET => request.body(Body::empty()).unwrap(),
        _ => request.json(&json!({"no field": 1})),
    };
    hall.begin(request).await.status().as_u16()
}

#[tokio::test]
async fn everybody_may_do_what_is_theirs_and_nothing_else() {
    let hall = Hall::new();
    let (names, everybody) = (Names::new(&hall).await, credentials(&hall).await);
    let mut wrong = Vec::new();
    for Row { method, path, expected } in rows() {
        let mut found = Vec::new();
        for who in &everybody {
            found.push(status(&hall, &method, &names.fill(&path), who).await);
        }
        if found != expected {
            wrong.push(format!("{method} {path}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// No call is left out of the table.
#[tokio::test]
async fn the_table_has_every_call() {
    let document = Hall::new().get("/api/v1/openapi.json").await.json();
    let of_path = |(path, item): (&String, &Value)| {
        let short = path.trim_start_matches("/api/v1").replace("/offices/{office}", "…");
        let methods: Vec<_> = item.as_object().unwrap().keys().map(|method| method.to_uppercase()).collect();
        methods.into_iter().map(move |method| format!("{method} {short}"))
    };
    let calls: BTreeSet<_> = document["paths"].as_object().unwrap().iter().flat_map(of_path).collect();
    let named = rows().into_iter().filter(|row| !row.path.starts_with('!'));
    let named: BTreeSet<_> = named.map(|row| format!("{} {}", row.method, row.path)).collect();
    assert_eq!(named, calls);
}

/// What an address has used up, its crowd has: kiosks and clerks behind it go on.
#[tokio::test]
async fn a_crowd_shuts_no_device_and_nobody_of_the_staff_out() {
    let used_up = |parts| {
        let site = Site::new(parts);
        while site.limits.request([10, 0, 0, 1].into()).is_ok() {}
        site
    };
    let hall = Hall::with(used_up);
    let services = format!("{OFFICE}/services");
    let crowd = hall.get(&services).await;
    assert_eq!(crowd.problem(), (429, "slow_down".to_owned()));
    assert_eq!(crowd.headers[header::RETRY_AFTER], "1");
    let stranger = hall.send(get(&services).bearer("no key of ours").empty()).await;
    assert_eq!(stranger.status, 429);
    hall.issue("one", "A").await;
    let mut elsewhere = post("/api/v1/login").json(&json!({"user": "lan", "password": password("lan")}));
    elsewhere.extensions_mut().insert(from("10.0.0.2"));
    let signed_in = hall.send(elsewhere).await;
    let cookie = signed_in.headers[header::SET_COOKIE].to_str().unwrap();
    assert_eq!(hall.send(get(&format!("{OFFICE}/counters")).cookie(cookie).empty()).await.status, 200);
}
