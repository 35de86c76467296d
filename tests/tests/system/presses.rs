//! Hundreds of presses at once: each key gets one number, numbers are consecutive, none is there twice.
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tests::hall::{Hall, KIOSKS, office_path};
use tests::wire::Request;

const PRESSES: usize = 300;
const AT_ONCE: usize = 40;

fn press(hall: &Hall, kiosk: &str, key: &str, service: &str) -> Request {
    let request = Request::post(&office_path("tickets"), &json!({"service": service}));
    request.header("authorization", format!("Bearer {}", hall.key(kiosk))).header("idempotency-key", key)
}

/// Every press is sent twice, by whichever thread comes to it; gives statuses and numbers of each.
fn send_all(address: &str, presses: &[Request]) -> Vec<Vec<(u16, String)>> {
    let (next, answers) = (AtomicUsize::new(0), Mutex::new(vec![Vec::new(); presses.len()]));
    std::thread::scope(|threads| {
        for _ in 0..AT_ONCE {
            threads.spawn(|| {
                while let Some((index, press)) = nth(presses, next.fetch_add(1, Ordering::Relaxed) / 2) {
                    let answer = press.send(address).unwrap();
                    let number = answer.json()["number"].as_str().unwrap().to_owned();
                    answers.lock().unwrap()[index].push((answer.status, number));
                }
            });
        }
    });
    answers.into_inner().unwrap()
}

fn nth(presses: &[Request], index: usize) -> Option<(usize, &Request)> {
    presses.get(index).map(|press| (index, press))
}

#[test]
fn each_key_gets_one_number_and_numbers_are_consecutive() {
    let hall = Hall::open();
    let kiosk = |index: usize| KIOSKS[index % KIOSKS.len()];
    let presses: Vec<_> =
        (0..PRESSES).map(|index| press(&hall, kiosk(index), &format!("press-{index}"), "A")).collect();
    let answers = send_all(hall.address(), &presses);
    let mut numbers = BTreeSet::new();
    for (index, answers) in answers.iter().enumerate() {
        let mut statuses: Vec<_> = answers.iter().map(|(status, _)| *status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201], "press {index}");
        assert_eq!(answers[0].1, answers[1].1, "press {index}");
        assert!(numbers.insert(answers[0].1.clone()), "{} twice", answers[0].1);
    }
    let expected: BTreeSet<_> = (1..=PRESSES).map(|number| format!("A{number:03}")).collect();
    assert_eq!(numbers, expected);
    assert_eq!(hall.get("board").json()["waiting"][0]["count"], json!(PRESSES));
}

#[test]
fn a_key_stands_for_one_body_of_one_device() {
    let hall = Hall::open();
    let send = |kiosk, service| hall.send(&press(&hall, kiosk, "k", service));
    assert_eq!(send("kiosk", "A").status, 201);
    let other = send("kiosk", "B");
    assert_eq!((other.status, &other.json()["code"]), (422, &json!("invalid")));
    assert_eq!(send("kiosk", "A").json()["number"], "A001");
    let of_another = send("kiosk-2", "A");
    assert_eq!((of_another.status, &of_another.json()["number"]), (201, &json!("A002")));
}
