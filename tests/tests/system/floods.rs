//! Floods from one address: what may be too much is refused in form, and everybody else goes on, also who stands behind
//! the same address with a key or a session.
use std::collections::BTreeMap;
use std::io::Write;
use std::net::{IpAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use serde_json::json;
use tests::conversation;
use tests::hall::{Hall, PASSWORD, office_path};
use tests::socket;
use tests::wire::{Answer, Request};

/// Requests of a flood, over so many connections.
const REQUESTS: usize = 20_000;
const CONNECTIONS: usize = 4;
/// The address of the flood, and one of somebody else.
const FLOOD: [u8; 4] = [127, 0, 0, 1];
const OTHER: [u8; 4] = [127, 0, 0, 2];
/// A proxy that the server trusts, and one that it does not.
const PROXY: [u8; 4] = [127, 0, 0, 3];
const NO_PROXY: [u8; 4] = [127, 0, 0, 4];
/// Guesses of one address that are answered in a minute.
const GUESSES: usize = 60;
/// No ticket's token, in form.
const NOBODY: &str = "/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAAAA";

/// So many sign in and hang up,
const HANG_UPS: usize = 60;
/// and the server may take so much: itself, and what a few checks need.
const MEMORY_MAX_KIB: u64 = 400 * 1024;

/// How often each status was answered.
type Statuses = BTreeMap<u16, usize>;

fn from(address: [u8; 4], hall: &Hall, request: &Request) -> Answer {
    request.send_over(socket::from(IpAddr::from(address), hall.address()).unwrap()).unwrap()
}

/// Whatever is refused says when to come again.
fn count(answer: &Answer, statuses: &mut Statuses) {
    *statuses.entry(answer.status).or_default() += 1;
    if answer.status == 429 {
        let wait = answer.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok());
        assert!(wait.is_some_and(|seconds| (1..=60).contains(&seconds)), "{wait:?}");
        assert_eq!(answer.json()["code"], "slow_down");
    }
}

/// Sends a request 20,000 times from one address, and goes on with something else until the end of it.
fn flood(hall: &Hall, request: &Request, mut meanwhile: impl FnMut(usize)) -> Statuses {
    let (answered, address) = (AtomicUsize::new(0), hall.address());
    let send = || {
        let mut statuses = Statuses::new();
        let stream = socket::from(FLOOD.into(), address).unwrap();
        conversation::repeat(request, REQUESTS / CONNECTIONS, stream, |answer| {
            count(&answer, &mut statuses);
            answered.fetch_add(1, Ordering::SeqCst);
        })
        .unwrap();
        statuses
    };
    let mut statuses = Statuses::new();
    thread::scope(|threads| {
        let floods: Vec<_> = (0..CONNECTIONS).map(|_| threads.spawn(send)).collect();
        let mut turn = 0;
        while floods.iter().any(|flood| !flood.is_finished()) {
            meanwhile(turn);
            turn += 1;
        }
        assert!(turn > 5, "{turn} others were served meanwhile");
        for (status, count) in floods.into_iter().flat_map(|flood| flood.join().unwrap()) {
            *statuses.entry(status).or_default() += count;
        }
    });
    assert_eq!(answered.into_inner(), REQUESTS);
    statuses
}

/// A press at the kiosk.
fn press(hall: &Hall, key: &str) -> Request {
    let press = Request::post(&office_path("tickets"), &json!({"service": "A"}));
    press.header("authorization", format!("Bearer {}", hall.key("kiosk"))).header("idempotency-key", key)
}

#[test]
fn who_guesses_tokens_is_slowed_down_alone() {
    let hall = Hall::open();
    let first = hall.send(&press(&hall, "first")).json();
    let own = Request::new("GET", &format!("/api/v1/tickets/{}", first["token"].as_str().unwrap()));
    let guess = Request::new("GET", NOBODY);
    let statuses = flood(&hall, &guess, |turn| {
        assert_eq!(
            from(FLOOD, &hall, &press(&hall, &turn.to_string())).status,
            201,
            "a kiosk at the same address"
        );
        assert_eq!(from(FLOOD, &hall, &own).status, 200, "a phone at the same address");
        if turn < GUESSES {
            assert_eq!(from(OTHER, &hall, &guess).status, 404, "somebody else mistypes a token");
        }
    });
    assert_eq!(statuses.keys().copied().collect::<Vec<_>>(), [404, 429], "{statuses:?}");
    assert!(statuses[&404] >= GUESSES && statuses[&429] > REQUESTS / 2, "{statuses:?}");
    let page = from(FLOOD, &hall, &Request::new("GET", &NOBODY.replace("/api/v1/tickets", "/t")));
    assert_eq!(page.status, 429);
    assert!(page.header("retry-after").is_some(), "a page says when to come again, too");
    println!("{statuses:?}");
}

#[test]
fn who_asks_much_holds_nobody_up() {
    let hall = Hall::open();
    let statuses = flood(&hall, &Request::new("GET", &office_path("services")), |turn| {
        assert_eq!(
            from(FLOOD, &hall, &press(&hall, &turn.to_string())).status,
            201,
            "a kiosk at the same address"
        );
        assert_eq!(from(OTHER, &hall, &Request::new("GET", &office_path("board"))).status, 200);
    });
    assert!(statuses.keys().all(|status| [200, 429].contains(status)), "{statuses:?}");
    println!("{statuses:?}");
}

#[test]
fn who_signs_in_all_the_time_keeps_nobody_else_from_it() {
    let hall = Hall::open();
    let over = AtomicBool::new(false);
    let address = hall.address();
    let login = |user: &str| Request::post("/api/v1/login", &json!({"user": user, "password": PASSWORD}));
    let flood = |line: usize| {
        let mut statuses = Statuses::new();
        for attempt in 0.. {
            if over.load(Ordering::SeqCst) {
                break;
            }
            let answer = login(&format!("nobody-{line}-{attempt}")).send(address).unwrap();
            count(&answer, &mut statuses);
        }
        statuses
    };
    thread::scope(|threads| {
        let floods: Vec<_> = (0..100).map(|line| threads.spawn(move || flood(line))).collect();
        for user in ["clerk-1", "clerk-2", "manager"] {
            assert_eq!(from(OTHER, &hall, &login(user)).status, 204);
        }
        over.store(true, Ordering::SeqCst);
        let statuses: Statuses = floods.into_iter().fold(Statuses::new(), |mut all, flood| {
            flood
                .join()
                .unwrap()
                .into_iter()
                .for_each(|(status, count)| *all.entry(status).or_default() += count);
            all
        });
        assert_eq!(statuses.keys().copied().collect::<Vec<_>>(), [401, 429], "{statuses:?}");
        println!("{statuses:?}");
    });
}

/// Whoever hangs up while the password is being checked does not make room for one more check, which takes 19 MiB.
#[test]
fn who_signs_in_and_hangs_up_takes_no_memory() {
    let hall = Hall::open();
    let login = |user: &str| Request::post("/api/v1/login", &json!({"user": user, "password": PASSWORD}));
    for attempt in 0..HANG_UPS {
        let request = login(&format!("nobody-{attempt}")).with_length();
        let mut line = TcpStream::connect(hall.address()).unwrap();
        line.write_all(&request.bytes(hall.address())).unwrap();
        // By the time that another is answered, this one is in hand.
        assert_eq!(hall.get("board").status, 200);
    }
    assert_eq!(from(OTHER, &hall, &login("manager")).status, 204);
    let (_, most_kib) = hall.memory_kib();
    assert!(most_kib < MEMORY_MAX_KIB, "{most_kib} KiB");
    println!("{HANG_UPS} hung up, and the server took {most_kib} KiB at the most");
}

/// A proxy is believed about whom it speaks for only when the server was told to.
#[test]
fn behind_a_trusted_proxy_each_is_counted_alone() {
    let hall = Hall::with_flags(&["--trusted-proxy", "127.0.0.3"]);
    let guess = |proxy, of: &str| {
        from(proxy, &hall, &Request::new("GET", NOBODY).header("x-forwarded-for", of)).status
    };
    let refused = (0..).find(|_| guess(PROXY, "198.51.100.1") == 429).unwrap();
    assert!(refused >= GUESSES, "after {refused}");
    assert_eq!(guess(PROXY, "203.0.113.7, 198.51.100.1"), 429, "the last is the proxy's own word");
    assert_eq!(guess(PROXY, "198.51.100.2"), 404);
    assert_eq!(from(PROXY, &hall, &Request::new("GET", NOBODY)).status, 404, "the proxy itself");
    let refused = (0..).find(|turn| guess(NO_PROXY, &format!("198.51.100.{turn}")) == 429).unwrap();
    assert!(refused >= GUESSES, "whatever it says, it is one: after {refused}");
    assert_eq!(guess(PROXY, "198.51.100.3"), 404);
}
