//! A new device comes to its key while the server runs: approved at the command line or by an administrator, and
//! taken away again.
use std::process::Output;

use client::{Device, Failure, Staff};
use protocol::{Code, DeviceKind, Heartbeat, PairRequest, PairedDevice, Pairing};
use tests::hall::{Hall, OFFICE, PASSWORD, code};
use tests::wire::Request;

async fn ask(hall: &Hall, kind: DeviceKind, name: &str) -> Pairing {
    hall.server().ask_to_pair(&PairRequest { kind, name: name.into() }).await.unwrap()
}

async fn paired(hall: &Hall, pairing: &Pairing) -> Result<Option<PairedDevice>, Failure> {
    hall.server().paired(&pairing.pairing).await
}

/// What a command of the server said: its exit code, its result, its sentence.
fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn alive() -> Heartbeat {
    Heartbeat { version: "0.1.0".into(), state: "home".into(), problem: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_approved_at_the_command_line_while_the_server_runs() {
    let mut hall = Hall::open();
    let pairing = ask(&hall, DeviceKind::Kiosk, "kiosk-9").await;
    assert_eq!(paired(&hall, &pairing).await.unwrap(), None);
    let list = said(&hall.command(&["device", "list"], "").unwrap());
    assert!(list.1.contains(&format!("waits with code {}", pairing.code)), "{}", list.1);
    let approved = said(&hall.command(&["device", "approve", &pairing.code], "").unwrap());
    assert_eq!((approved.0, approved.1.as_str()), (Some(0), ""));
    assert!(approved.2.starts_with("The kiosk kiosk-9 belongs to hall now"), "{}", approved.2);
    // A restart in between forgets nothing.
    hall.stop();
    hall.start();
    let device = paired(&hall, &pairing).await.unwrap().unwrap();
    assert_eq!((device.office.as_str(), device.name.as_str()), (OFFICE, "kiosk-9"));
    assert_eq!(code(paired(&hall, &pairing).await), Code::UnknownPairing);

    let kiosk = Device::new(hall.server(), OFFICE, &device.key).unwrap();
    kiosk.heartbeat(&alive()).await.unwrap();
    let path = format!("/api/v1/offices/{OFFICE}/device/events");
    let stream = Request::new("GET", &path).header("authorization", format!("Bearer {}", device.key));
    let mut stream = stream.follow(hall.address()).unwrap();
    assert_eq!(stream.read().unwrap().unwrap().name, "paused");
    let revoke = ["device", "revoke", "--office", OFFICE, "--name", "kiosk-9"];
    assert_eq!(said(&hall.command(&revoke, "").unwrap()).0, Some(0));
    assert_eq!(code(kiosk.heartbeat(&alive()).await), Code::Unauthenticated);
    while stream.read().unwrap().is_some() {}

    let again = said(&hall.command(&["device", "approve", &pairing.code], "").unwrap());
    assert_eq!(again.0, Some(2));
    assert!(again.2.starts_with("error: no device waits to be approved with the code"), "{}", again.2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_approves_from_elsewhere() {
    let hall = Hall::open();
    let add = ["account", "add", "--user", "root", "--role", "admin"];
    assert_eq!(said(&hall.command(&add, PASSWORD).unwrap()).0, Some(0));
    let admin: Staff = hall.staff("root").await;
    let pairing = ask(&hall, DeviceKind::Display, "display").await;
    let waiting = admin.pairings().await.unwrap();
    assert_eq!((waiting.len(), &waiting[0].code), (1, &pairing.code));
    let manager = hall.staff("manager").await;
    assert_eq!(code(manager.pairings().await), Code::Forbidden);
    let approve = |name| admin.approve(&pairing.code, OFFICE, name, Some("approve-1"));
    assert_eq!(code(approve(None).await), Code::NameTaken);
    let approved = approve(Some("display-2")).await.unwrap();
    assert_eq!((approved.kind, approved.name.as_str()), (DeviceKind::Display, "display-2"));
    assert_eq!(approve(Some("display-2")).await.unwrap(), approved, "the same key, the same answer");
    let device = paired(&hall, &pairing).await.unwrap().unwrap();
    assert_eq!(device.name, "display-2");
}
