//! A new device from its question to its key.
use super::*;
use crate::accounts::PairingState;

const MINUTE_MS: i64 = 60_000;

fn code_of(folder: &Folder) -> String {
    folder.accounts.pairings().unwrap()[0].code.clone()
}

#[test]
fn an_approved_device_gets_its_key_once() {
    let folder = Folder::new();
    let server = folder.again();
    let asked = server.ask_to_pair(DeviceKind::Kiosk, " Máy 1 ").unwrap();
    assert_eq!((asked.pairing.reveal().len(), asked.code.len()), (26, 6));
    assert!(matches!(server.pairing_state(asked.pairing.reveal()).unwrap(), PairingState::Waiting));
    let waiting = &folder.accounts.pairings().unwrap()[0];
    assert_eq!(
        (&waiting.code, waiting.kind, waiting.name.as_str()),
        (&asked.code, DeviceKind::Kiosk, "Máy 1")
    );
    let approved = folder.accounts.approve_pairing(&asked.code, "tay-ninh", None, Some("an")).unwrap();
    assert_eq!(approved.name, "Máy 1");
    assert_eq!(folder.accounts.pairings().unwrap(), []);
    let PairingState::Key(key) = server.pairing_state(&asked.pairing.reveal().to_lowercase()).unwrap() else {
        panic!("no key")
    };
    let device = server.device(key.reveal()).unwrap().unwrap();
    assert_eq!((device.office.as_str(), device.name.as_str()), ("tay-ninh", "Máy 1"));
    assert!(matches!(server.pairing_state(asked.pairing.reveal()).unwrap(), PairingState::Unknown));
    assert_eq!(folder.audit(), ["an:device_approved:tay-ninh/Máy 1", "device:device_paired:tay-ninh/Máy 1"]);
}

#[test]
fn a_code_is_good_for_ten_minutes_and_for_one_device() {
    let folder = Folder::new();
    let accounts = &folder.accounts;
    let asked = accounts.ask_to_pair(DeviceKind::Display, "Sảnh").unwrap();
    folder.pass(10 * MINUTE_MS - 1);
    assert!(matches!(accounts.pairing_state(asked.pairing.reveal()).unwrap(), PairingState::Waiting));
    let spaced = format!("{} {}", &asked.code[..3], &asked.code[3..]);
    accounts.approve_pairing(&spaced, "tay-ninh", Some("Sảnh 2"), None).unwrap();
    let again = accounts.approve_pairing(&asked.code, "tay-ninh", None, None);
    assert!(matches!(again, Err(AccountError::UnknownPairing(_))));
    folder.pass(1);
    assert!(matches!(accounts.pairing_state(asked.pairing.reveal()).unwrap(), PairingState::Unknown));
    assert!(matches!(accounts.pairing_state("").unwrap(), PairingState::Unknown));
}

#[test]
fn a_device_that_never_came_for_its_key_leaves_its_name() {
    let folder = Folder::new();
    let accounts = &folder.accounts;
    accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    accounts.approve_pairing(&code_of(&folder), "tay-ninh", None, None).unwrap();
    accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    let taken = accounts.approve_pairing(&code_of(&folder), "tay-ninh", None, None);
    assert!(matches!(taken, Err(AccountError::DeviceTaken(_, _))), "an office has one device of a name");
    folder.pass(10 * MINUTE_MS);
    accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    accounts.approve_pairing(&code_of(&folder), "tay-ninh", None, None).unwrap();
    assert_eq!(folder.audit()[1], "command line:pairing_expired:tay-ninh/Máy 1");
}

#[test]
fn a_device_that_was_revoked_before_it_came_gets_nothing() {
    let folder = Folder::new();
    let asked = folder.accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 1").unwrap();
    folder.accounts.approve_pairing(&asked.code, "tay-ninh", None, None).unwrap();
    folder.accounts.revoke_device("tay-ninh", "Máy 1").unwrap();
    assert!(matches!(folder.accounts.pairing_state(asked.pairing.reveal()).unwrap(), PairingState::Unknown));
}

#[test]
fn no_more_wait_than_anybody_can_look_through() {
    let folder = Folder::new();
    for number in 0..20 {
        folder.accounts.ask_to_pair(DeviceKind::Kiosk, &format!("Máy {number}")).unwrap();
    }
    let full = folder.accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 20");
    assert!(matches!(full, Err(AccountError::PairingsFull)));
    folder.pass(10 * MINUTE_MS);
    folder.accounts.ask_to_pair(DeviceKind::Kiosk, "Máy 20").unwrap();
    assert!(matches!(folder.accounts.ask_to_pair(DeviceKind::Kiosk, "\n"), Err(AccountError::DeviceForm)));
    let long = folder.accounts.approve_pairing(&code_of(&folder), "tay-ninh", Some(&"x".repeat(65)), None);
    assert!(matches!(long, Err(AccountError::DeviceForm)));
}
