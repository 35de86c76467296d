//! Disks that fail at every write and at every sync, and disks that are full: what was acknowledged is there, what was
//! not can be repeated with its key, and the server goes on by itself when the disk does.
use serde_json::{Value, json};
use tests::disk::Broken;
use tests::hall::{Hall, OFFICE, PASSWORD, office_path};
use tests::patience::until;
use tests::wire::{Answer, Request};

/// What happens to one visitor from the opening of the counter to its end, path by path.
const VISIT: [&str; 5] =
    ["counters/1/open", "tickets", "counters/1/next", "counters/1/finish", "counters/1/close"];

/// Bytes; enough for some dozens of numbers, and for the server to find that there is room again.
const ROOM: i64 = 800_000;

const KINDS: [Broken; 3] = [Broken::Writes, Broken::TornWrites, Broken::Syncs];
/// Where the server has to be started each time.
const FEW_KINDS: [Broken; 2] = [Broken::TornWrites, Broken::Syncs];

/// Requests with their keys, and what they were answered.
struct Desk {
    cookie: String,
    bearer: String,
    known: Vec<(Request, Value)>,
}

impl Desk {
    fn of(hall: &Hall) -> Self {
        let bearer = format!("Bearer {}", hall.key("kiosk"));
        Self { cookie: hall.cookie("clerk-1"), bearer, known: Vec::new() }
    }

    fn request(&self, path: &str, key: &str) -> Request {
        let body = if path == "tickets" { json!({"service": "A"}) } else { json!({}) };
        let request = Request::post(&office_path(path), &body).header("idempotency-key", key);
        match path {
            "tickets" => request.header("authorization", self.bearer.as_str()),
            _ => request.header("cookie", self.cookie.as_str()),
        }
    }

    /// Each answer is asked for once more, and is the same.
    fn assert_known(&self, hall: &Hall) {
        for (request, said) in &self.known {
            let again = hall.send(request);
            assert_eq!((again.status, &again.json()), (200, said), "{request:?}");
        }
    }
}

/// The one failure that may be seen, and the reason for those who watch.
fn assert_storage_fault(hall: &Hall, answer: &Answer) {
    let said = (answer.status, answer.json()["code"].clone());
    assert_eq!(said, (503, json!("storage_unavailable")), "{}", answer.text());
    assert!(answer.header("retry-after").is_some_and(|s| s.parse::<u64>().is_ok_and(|s| s > 0)));
    let ready = hall.ready();
    assert_eq!(ready.status, 503, "{}", ready.text());
    assert!(ready.text().contains(&format!("{OFFICE}: ")), "{}", ready.text());
}

/// Goes through a visit on a disk that breaks at some moment of it; `mend` is called after the first failure. Gives how
/// many requests failed.
fn visit(hall: &mut Hall, desk: &mut Desk, name: &str, mend: impl Fn(&mut Hall)) -> i64 {
    let mut failed = 0;
    for (step, path) in VISIT.into_iter().enumerate() {
        let request = desk.request(path, &format!("{name}-{step}"));
        let mut answer = hall.send(&request);
        if !answer.is_success() {
            assert_storage_fault(hall, &answer);
            failed += 1;
            mend(hall);
            answer = hall.send(&request);
        }
        assert!(answer.is_success(), "{name} {path}: {}", answer.text());
        desk.known.push((request, answer.json()));
    }
    failed
}

/// Visit after visit, each with one more sound call before the disk breaks, until it would break only after the visit.
fn break_at_every_call(broken: Broken, mend: impl Fn(&mut Hall)) {
    let mut hall = Hall::on_weak_disk();
    let mut desk = Desk::of(&hall);
    let mut failed = 0;
    for n in 0.. {
        let refused = hall.disk().refused();
        hall.disk().break_after(broken, n);
        failed += visit(&mut hall, &mut desk, &format!("visit-{n}"), &mend);
        let broke = hall.disk().refused() > refused;
        hall.disk().heal();
        if !broke {
            // A checkpoint's failure is nobody's: what it would have moved is on disk already.
            assert!((1..=n).contains(&failed), "{failed}");
            println!("{broken:?}: each of {n} calls of a visit failed, and {failed} requests with them");
            break;
        }
    }
    let numbers =
        desk.known.iter().filter_map(|(_, said)| said["token"].as_str().and(said["number"].as_str()));
    let numbers: Vec<_> = numbers.map(str::to_owned).collect();
    assert_eq!(numbers, (1..=numbers.len()).map(|n| format!("A{n:03}")).collect::<Vec<_>>());
    desk.assert_known(&hall);
    hall.kill();
    hall.start();
    desk.assert_known(&hall);
    hall.stop();
    hall.verify();
}

#[test]
fn whatever_write_or_sync_fails_it_goes_on_by_itself() {
    for broken in KINDS {
        break_at_every_call(broken, |hall| hall.disk().heal());
    }
}

#[test]
fn whatever_write_or_sync_fails_a_power_cut_then_loses_nothing() {
    for broken in FEW_KINDS {
        break_at_every_call(broken, |hall| {
            hall.kill();
            hall.disk().heal();
            hall.start();
        });
    }
}

/// Started on a failing disk, the server says so and ends, or serves and goes on by itself when the disk does. At its
/// end, it ends as well as it can.
#[test]
fn the_disk_may_fail_at_the_start_and_at_the_end() {
    let mut hall = Hall::on_weak_disk();
    let mut desk = Desk::of(&hall);
    let (mut starts, mut served) = (0, 0);
    for broken in FEW_KINDS {
        for n in 0.. {
            visit(&mut hall, &mut desk, &format!("{broken:?}-{n}"), |_| panic!("the disk is sound"));
            let refused = hall.disk().refused();
            hall.disk().break_after(broken, n);
            hall.stop();
            hall.disk().break_after(broken, n);
            starts += 1;
            let started = hall.try_start();
            let broke = hall.disk().refused() > refused;
            hall.disk().heal();
            match started {
                Ok(()) => served += 1,
                Err(error) => {
                    assert!(error.to_string().contains("run the same command again"), "{error}");
                    hall.start();
                }
            }
            until("it goes on by itself", || (hall.ready().status == 200).then_some(()));
            desk.assert_known(&hall);
            if !broke {
                break;
            }
        }
    }
    println!("{starts} ends and starts, {served} of the latter served");
    hall.stop();
    hall.verify();
}

fn presses(hall: &Hall, desk: &mut Desk, kind: &str) -> Answer {
    for press in 0.. {
        let request = desk.request("tickets", &format!("{kind}-{press}"));
        let answer = hall.send(&request);
        if !answer.is_success() {
            return answer;
        }
        desk.known.push((request, answer.json()));
    }
    unreachable!("there is always one more")
}

/// Whoever only looks is served, also a follower that comes.
fn assert_readable(hall: &Hall, desk: &Desk) {
    let waiting = desk.known.len();
    assert_eq!(hall.get("board").json()["waiting"][0]["count"], json!(waiting));
    assert_eq!(hall.get("services").json()[0]["waiting"], json!(waiting));
    let token = desk.known[0].1["token"].as_str().unwrap();
    let ticket = Request::new("GET", &format!("/api/v1/tickets/{token}"));
    assert_eq!(hall.send(&ticket).json()["state"], "waiting");
    let counter = Request::new("GET", &office_path("counters/1")).header("cookie", desk.cookie.as_str());
    assert_eq!(hall.send(&counter).json()["waiting"].as_array().unwrap().len(), waiting);
    assert_eq!(hall.follow(None).read().unwrap().unwrap().data["waiting"][0]["count"], json!(waiting));
    assert_eq!(hall.send(&Request::new("GET", "/healthz")).text(), "ok");
}

#[test]
fn on_a_full_disk_reading_goes_on_and_writing_when_there_is_room() {
    let mut hall = Hall::on_weak_disk();
    let mut desk = Desk::of(&hall);
    let mut lobby = hall.follow(None);
    hall.disk().leave_room(ROOM);
    let no = presses(&hall, &mut desk, "first");
    assert_storage_fault(&hall, &no);
    assert!(hall.ready().text().contains("full"), "{}", hall.ready().text());
    let taken = desk.known.len();
    assert!(taken > 5, "{taken} numbers had room");
    assert_readable(&hall, &desk);
    let sign_in = Request::post("/api/v1/login", &json!({"user": "manager", "password": PASSWORD}));
    let signed_in = hall.send(&sign_in);
    assert!(signed_in.status == 204 || signed_in.header("retry-after").is_some(), "{}", signed_in.text());
    hall.disk().leave_room(ROOM);
    let again = hall.send(&desk.request("tickets", &format!("first-{taken}")));
    assert_eq!((again.status, again.json()["number"].as_str()), (201, Some(&*format!("A{:03}", taken + 1))));
    assert_eq!(hall.ready().text().lines().next(), Some("ok"));
    while lobby.read_named("board").unwrap().data["waiting"][0]["count"] != json!(taken + 1) {}
    assert_storage_fault(&hall, &presses(&hall, &mut desk, "second"));
    hall.kill();
    if let Err(error) = hall.try_start() {
        assert!(error.to_string().contains("run the same command again"), "{error}");
        hall.disk().leave_room(ROOM);
        hall.start();
    }
    hall.disk().heal();
    until("room is found", || (hall.ready().status == 200).then_some(()));
    desk.assert_known(&hall);
    assert!(desk.known.len() > taken);
    println!("{taken} numbers had room at first, {} after some was made", desk.known.len() - taken);
    hall.stop();
    hall.verify();
}
