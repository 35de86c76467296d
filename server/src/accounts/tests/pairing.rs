//! A new device from its question to its key.
use super::*;
use crate::office::Key;

const MINUTE_MS: i64 = 60_000;

fn approve<'a>(code: &'a str, name: Option<&'a str>) -> Approve<'a> {
    Approve { code, office: "tay-ninh", name, by: None, key: None }
}

fn key(key: &str, request: u8) -> Key {
    Key { caller: "account:an".into(), key: key.into(), request: [request; 32] }
}

fn code_of(folder: &Folder) -> String {
    folder.accounts.pairings().unwrap()[0].code.clone()
}

#[test]
fn an_approved_device_gets_its_key_once() {
    let folder = Folder::new();
    let server = folder.again();
    let asked = server.ask_to_pair(DeviceKind::Kiosk, " Máy 1 ").unwrap();
    assert_eq!((asked.pairing.reveal().len(), asked.code.len()), (26, 6));
    assert_eq!(server.pairing_state(asked.pairing.reveal()).unwrap(), Some(PairingState::Waiting));
    let waiting = &folder.accounts.pairings().unwrap()[0];
    assert_eq!(
        (&waiting.code, waiting.kind, waiting.name.as_str()),
        (&asked.code, DeviceKind::Kiosk, "Máy 1")
    );
    let approved = Approve { by: Some("an"), ..approve(&asked.code, None) };
    assert_eq!(folder.accounts.approve_pairing(approved).unwrap().name, "Máy 1");
    assert_eq!(folder.accounts.pairings().unwrap(), []);
    for _ in 0..2 {
        let state = server.pairing_state(asked.pairing.reveal()).unwrap();
        assert_eq!(state, Some(PairingState::Approved), "who only looks takes nothing");
    }
    let (told, key) = server.collect_key(&asked.pairing.reveal().to_lowercase()).unwrap().unwrap();
    let device = server.device(key.reveal()).unwrap().unwrap();
    assert_eq!((device.office.as_str(), device.name.as_str()), ("tay-ninh", "Máy 1"));
    assert_eq!(told, device);
    assert!(server.collect_key(asked.pairing.reveal()).unwrap().is_none());
    assert_eq!(server.pairing_state(asked.pairing.reveal()).unwrap(), None);
    assert_eq!(folder.audit(), ["an:device_approved:tay-ninh/Máy 1", "device:device_paired:tay-ninh/Máy 1"]);
}

#[test]
fn a_code_is_good_for_ten_minutes_and_for_one_device() {
    let folder = Folder::new();
    let accounts = &folder.accounts;
    let asked = accounts.ask_to_pair(DeviceKind::Display, "Sảnh").unwrap();
    folder.pass(10 * MINUTE_MS - 1);
    assert_eq!(accounts.pairing_state(asked.pairing.reveal()).unwrap(), Some(PairingState::Waiting));
    let spaced = format!("{} {}", &asked.code[..3], &asked.code[3..]);
    accounts.approve_pairing(approve(&spaced, Some("Sảnh 2"))).unwrap();
    let again = accounts.approve_pairing(approve(&asked.code, None));
    assert!(matches!(again, Err(AccountError::UnknownPairing(_))));
    folder.pass(1);
    assert_eq!(accounts.pairing_state(asked.pairing.reveal()).unwrap(), None);
    assert_eq!(accounts.pairing_state("").unwrap(), None);
}

#[test]
fn a_device_that_never_came_for_its_key_leaves_its_name() {
    let folder = Folder::new();
    let accounts = &folder.accounts;
    accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    accounts.approve_pairing(approve(&code_of(&folder), None)).unwrap();
    accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    let taken = accounts.approve_pairing(approve(&code_of(&folder), None));
    assert!(matches!(taken, Err(AccountError::DeviceTaken(_, _))), "an office has one device of a name");
    folder.pass(10 * MINUTE_MS);
    accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    accounts.approve_pairing(approve(&code_of(&folder), None)).unwrap();
    folder.pass(10 * MINUTE_MS);
    accounts.tidy().unwrap();
    accounts.add_device("tay-ninh", DeviceKind::Kiosk, "Máy 1").unwrap();
    assert_eq!(folder.audit()[1], "time:pairing_expired:tay-ninh/Máy 1");
}

/// The answer with the key may be lost, and it is given once.
#[test]
fn a_device_that_never_lived_by_its_key_makes_room_for_one_of_its_name() {
    let folder = Folder::new();
    let accounts = &folder.accounts;
    let pair = || {
        let asked = accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
        accounts.approve_pairing(approve(&asked.code, None)).map(|_| asked.pairing)
    };
    let collect = |pairing: &Secret| accounts.collect_key(pairing.reveal()).unwrap().unwrap();
    let (_, lost) = collect(&pair().unwrap());
    let (device, key) = collect(&pair().unwrap());
    assert_eq!(accounts.device(lost.reveal()).unwrap(), None);
    assert_eq!(folder.audit()[2], "command line:pairing_lost:tay-ninh/Máy 1");
    let beat = Heartbeat { version: "1.0".into(), state: "home".into(), problem: None };
    accounts.seen(&device, &beat, None).unwrap();
    assert!(matches!(pair(), Err(AccountError::DeviceTaken(_, _))));
    assert_eq!(accounts.device(key.reveal()).unwrap(), Some(device));
}

#[test]
fn a_device_that_was_revoked_before_it_came_gets_nothing() {
    let folder = Folder::new();
    let asked = folder.accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    folder.accounts.approve_pairing(approve(&asked.code, None)).unwrap();
    folder.accounts.revoke_device("tay-ninh", "Máy 1").unwrap();
    assert!(folder.accounts.collect_key(asked.pairing.reveal()).unwrap().is_none());
    assert_eq!(folder.accounts.pairing_state(asked.pairing.reveal()).unwrap(), None);
}

#[test]
fn an_approval_is_given_again_under_its_key_for_a_day() {
    let folder = Folder::new();
    let accounts = &folder.accounts;
    let asked = accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    let other = accounts.ask_to_pair(DeviceKind::Display, "Sảnh").unwrap();
    let (one, another) = (key("k", 1), key("k", 2));
    let with = |code, key| Approve { key: Some(key), ..approve(code, None) };
    let first = accounts.approve_pairing(with(&asked.code, &one)).unwrap();
    accounts.collect_key(asked.pairing.reveal()).unwrap().unwrap();
    assert_eq!(folder.again().approve_pairing(with(&asked.code, &one)).unwrap(), first);
    let reused = accounts.approve_pairing(with(&other.code, &another));
    assert!(matches!(reused, Err(AccountError::KeyReused)));
    let gone = accounts.approve_pairing(with(&asked.code, &another));
    assert!(matches!(gone, Err(AccountError::UnknownPairing(_))), "what is not there comes first");
    folder.pass(24 * HOUR_MS);
    let late = accounts.ask_to_pair(DeviceKind::Display, "Sảnh").unwrap();
    assert_eq!(accounts.approve_pairing(with(&late.code, &another)).unwrap().name, "Sảnh");
}

#[test]
fn no_more_wait_than_anybody_can_look_through() {
    let folder = Folder::new();
    for number in 0..20 {
        folder.accounts.ask_to_pair(DeviceKind::Kiosk, &format!("Máy {number}")).unwrap();
    }
    let full = folder.accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 20");
    assert!(matches!(full, Err(AccountError::PairingsFull { wait_s: 600 })));
    folder.pass(9 * MINUTE_MS + 30_500);
    let full = folder.accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 20");
    assert!(matches!(full, Err(AccountError::PairingsFull { wait_s: 30 })));
    folder.pass(30_000);
    folder.accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 20").unwrap();
    assert!(matches!(folder.accounts.ask_to_pair(DeviceKind::Kiosk, "\n"), Err(AccountError::DeviceForm)));
    let long = folder.accounts.approve_pairing(approve(&code_of(&folder), Some(&"x".repeat(65))));
    assert!(matches!(long, Err(AccountError::DeviceForm)));
}
