//! Accounts and devices on a real file, with a clock of the tests' own.
mod pairing;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use protocol::Heartbeat;
use tempfile::TempDir;

use super::*;

const HOUR_MS: i64 = 60 * 60 * 1000;
const PASSWORD: &str = "xin chào 2026";

/// A data folder whose clock stands still until it is moved.
struct Folder {
    folder: TempDir,
    now_ms: Arc<AtomicI64>,
    accounts: Accounts,
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now_ms = Arc::new(AtomicI64::new(1_795_398_000_000));
        let accounts = Accounts::create(folder.path(), &clock(&now_ms)).unwrap();
        Self { folder, now_ms, accounts }
    }

    /// The same folder in another process.
    fn again(&self) -> Accounts {
        Accounts::open(self.folder.path(), &clock(&self.now_ms)).unwrap()
    }

    fn pass(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::Relaxed);
    }

    fn audit(&self) -> Vec<String> {
        let db = rusqlite::Connection::open(self.folder.path().join(FILE)).unwrap();
        let mut query =
            db.prepare("select who || ':' || what || ':' || subject from audit order by id").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

fn clock(now_ms: &Arc<AtomicI64>) -> Clock {
    let now_ms = now_ms.clone();
    Clock::new(move || now_ms.load(Ordering::Relaxed), || Duration::ZERO)
}

fn of(office: &str) -> Vec<String> {
    vec![office.to_owned()]
}

#[test]
fn who_signs_in_is_known_by_the_cookie() {
    let folder = Folder::new();
    folder.accounts.add("Lan", Role::Clerk, &of("tay-ninh"), PASSWORD).unwrap();
    let session = folder.accounts.login("LAN", PASSWORD).unwrap().unwrap();
    let staff = folder.accounts.session(&session.cookie).unwrap().unwrap();
    assert_eq!(staff, Staff { user: "lan".to_owned(), role: Role::Clerk, offices: of("tay-ninh") });
    assert_eq!(folder.again().session(&session.cookie).unwrap(), Some(staff), "after a restart");
    assert_eq!(folder.accounts.session("").unwrap(), None);
    folder.accounts.logout(&session.cookie).unwrap();
    assert_eq!(folder.accounts.session(&session.cookie).unwrap(), None);
    assert_eq!(folder.audit(), ["command line:account_added:lan", "lan:signed_in:lan", "lan:signed_out:lan"]);
}

#[test]
fn who_does_not_know_the_password_gets_nothing() {
    let folder = Folder::new();
    folder.accounts.add("lan", Role::Clerk, &of("tay-ninh"), PASSWORD).unwrap();
    for (user, password) in
        [("lan", "xin chao 2026"), ("lan", ""), ("hoa", PASSWORD), (PASSWORD, PASSWORD), ("", "")]
    {
        assert!(folder.accounts.login(user, password).unwrap().is_none(), "{user} {password}");
    }
    let failures = [
        ":sign_in_failed:lan",
        ":sign_in_failed:lan",
        ":sign_in_failed:",
        ":sign_in_failed:",
        ":sign_in_failed:",
    ];
    assert_eq!(folder.audit()[1..], failures);
}

#[test]
fn a_session_ends_after_twelve_idle_hours() {
    let folder = Folder::new();
    folder.accounts.add("lan", Role::Admin, &[], PASSWORD).unwrap();
    let cookie = folder.accounts.login("lan", PASSWORD).unwrap().unwrap().cookie;
    folder.pass(12 * HOUR_MS - 1);
    assert!(folder.accounts.session(&cookie).unwrap().is_some(), "and it counts from here again");
    folder.pass(3 * HOUR_MS);
    assert!(folder.accounts.session(&cookie).unwrap().is_some());
    folder.pass(HOUR_MS + 1);
    assert!(folder.accounts.session(&cookie).unwrap().is_none(), "sixteen hours are over");
    let cookie = folder.accounts.login("lan", PASSWORD).unwrap().unwrap().cookie;
    folder.pass(12 * HOUR_MS);
    assert!(folder.accounts.session(&cookie).unwrap().is_none(), "twelve hours are over");
}

#[test]
fn a_new_password_and_disabling_end_sessions_in_another_process() {
    let folder = Folder::new();
    let server = folder.again();
    folder.accounts.add("lan", Role::Manager, &of("tay-ninh"), PASSWORD).unwrap();
    let first = server.login("lan", PASSWORD).unwrap().unwrap().cookie;
    folder.accounts.set_password("lan", "mật khẩu mới").unwrap();
    assert!(server.session(&first).unwrap().is_none());
    assert!(server.login("lan", PASSWORD).unwrap().is_none());
    let second = server.login("lan", "mật khẩu mới").unwrap().unwrap().cookie;
    folder.accounts.disable("lan").unwrap();
    assert!(server.session(&second).unwrap().is_none());
    assert!(server.login("lan", "mật khẩu mới").unwrap().is_none());
    assert!(matches!(folder.accounts.disable("lan"), Err(AccountError::DisabledAlready(_))));
    folder.accounts.set_password("lan", PASSWORD).unwrap();
    assert!(server.login("lan", PASSWORD).unwrap().is_some(), "a new password enables again");
}

#[test]
fn a_session_does_not_begin_with_a_password_that_was_changed_meanwhile() {
    let folder = Folder::new();
    folder.accounts.add("lan", Role::Admin, &[], PASSWORD).unwrap();
    let old = folder.accounts.reads().credentials("lan").unwrap().unwrap().password;
    folder.accounts.set_password("lan", "mật khẩu mới").unwrap();
    let audit = folder.accounts.audit("lan", "signed_in", "lan");
    assert!(!folder.accounts.writes().begin_session(&[7; 32], "lan", &old, audit).unwrap());
    assert!(folder.accounts.reads().session(&[7; 32]).unwrap().is_none());
}

#[test]
fn wrong_accounts_are_refused() {
    let folder = Folder::new();
    let accounts = &folder.accounts;
    for user in ["x", "lan anh", "Lân", "", "a/b", &"x".repeat(33)] {
        assert!(
            matches!(accounts.add(user, Role::Admin, &[], PASSWORD), Err(AccountError::UserForm)),
            "{user}"
        );
    }
    assert!(matches!(accounts.add("lan", Role::Admin, &[], "1234567"), Err(AccountError::PasswordForm)));
    assert!(matches!(accounts.add("lan", Role::Clerk, &[], PASSWORD), Err(AccountError::OfficeMissing)));
    assert!(matches!(accounts.add("lan", Role::Admin, &of("x"), PASSWORD), Err(AccountError::OfficeOfAdmin)));
    accounts.add("lan", Role::Admin, &[], PASSWORD).unwrap();
    assert!(matches!(accounts.add("LAN", Role::Admin, &[], PASSWORD), Err(AccountError::UserTaken(_))));
    assert!(matches!(accounts.set_password("hoa", PASSWORD), Err(AccountError::UnknownUser(_))));
    assert!(matches!(accounts.disable("hoa"), Err(AccountError::UnknownUser(_))));
    assert_eq!(accounts.list().unwrap().len(), 1);
}

#[test]
fn a_device_is_known_by_its_key_until_it_is_revoked() {
    let folder = Folder::new();
    let server = folder.again();
    let key = folder.accounts.add_device("tay-ninh", DeviceKind::Kiosk, " Máy 1 ").unwrap();
    assert_eq!(key.reveal().len(), 52);
    let device = server.device(key.reveal()).unwrap().unwrap();
    assert_eq!(
        (device.office.as_str(), device.kind, device.name.as_str()),
        ("tay-ninh", DeviceKind::Kiosk, "Máy 1")
    );
    let again = folder.accounts.add_device("tay-ninh", DeviceKind::Display, "Máy 1");
    assert!(matches!(again, Err(AccountError::DeviceTaken(_, _))));
    folder.accounts.add_device("khac", DeviceKind::Display, "Máy 1").unwrap();
    folder.accounts.revoke_device("tay-ninh", "Máy 1").unwrap();
    assert_eq!(server.device(key.reveal()).unwrap(), None);
    let again = folder.accounts.revoke_device("tay-ninh", "Máy 1");
    assert!(matches!(again, Err(AccountError::UnknownDevice(_, _))));
    let renewed = folder.accounts.add_device("tay-ninh", DeviceKind::Kiosk, "Máy 1").unwrap();
    assert!(server.device(renewed.reveal()).unwrap().is_some());
    assert!(matches!(
        folder.accounts.add_device("khac", DeviceKind::Kiosk, "a\nb"),
        Err(AccountError::DeviceForm)
    ));
}

#[test]
fn when_a_device_was_seen_is_listed() {
    let folder = Folder::new();
    let key = folder.accounts.add_device("tay-ninh", DeviceKind::Kiosk, "Máy 1").unwrap();
    let device = folder.accounts.device(key.reveal()).unwrap().unwrap();
    let heartbeat = Heartbeat {
        version: "0.1".to_owned(),
        state: "home".to_owned(),
        problem: Some("paper_low".to_owned()),
    };
    folder.accounts.seen(&device, &heartbeat, None).unwrap();
    let listed = folder.again().devices().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].seen_at_ms, Some(folder.now_ms.load(Ordering::Relaxed)));
    assert_eq!(listed[0].problem.as_deref(), Some("paper_low"));
    assert_eq!((listed[0].revoked_at_ms, &listed[0].device), (None, &device));
}

#[test]
fn the_first_admin_is_made_once_by_the_last_link() {
    let folder = Folder::new();
    let server = folder.again();
    let old = folder.accounts.make_setup_code().unwrap();
    let code = folder.accounts.make_setup_code().unwrap();
    assert!(matches!(server.first_admin(old.reveal(), "an", PASSWORD), Err(AccountError::SetupClosed)));
    assert!(matches!(server.first_admin(code.reveal(), "an", "short"), Err(AccountError::PasswordForm)));
    folder.accounts.add("lan", Role::Clerk, &of("tay-ninh"), PASSWORD).unwrap();
    assert!(matches!(server.first_admin(code.reveal(), "lan", PASSWORD), Err(AccountError::UserTaken(_))));
    assert!(server.is_setup_open(&code.reveal().to_lowercase()).unwrap());
    server.first_admin(&code.reveal().to_lowercase(), "an", PASSWORD).unwrap();
    assert!(folder.accounts.has_admin().unwrap());
    assert!(matches!(server.first_admin(code.reveal(), "hai", PASSWORD), Err(AccountError::SetupClosed)));
    assert!(server.login("an", PASSWORD).unwrap().is_some());
}

#[test]
fn a_link_is_void_when_an_admin_was_made_otherwise() {
    let folder = Folder::new();
    let code = folder.accounts.make_setup_code().unwrap();
    folder.accounts.add("an", Role::Admin, &[], PASSWORD).unwrap();
    assert!(!folder.accounts.is_setup_open(code.reveal()).unwrap());
}

#[test]
fn neither_keys_nor_passwords_are_in_the_file() {
    let folder = Folder::new();
    let key = folder.accounts.add_device("tay-ninh", DeviceKind::Kiosk, "Máy 1").unwrap();
    let code = folder.accounts.make_setup_code().unwrap();
    folder.accounts.add("lan", Role::Clerk, &of("tay-ninh"), PASSWORD).unwrap();
    let cookie = folder.accounts.login("lan", PASSWORD).unwrap().unwrap().cookie;
    let files = std::fs::read_dir(folder.folder.path()).unwrap();
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("tay-ninh"));
    for secret in [key.reveal(), code.reveal(), cookie.as_str(), PASSWORD] {
        assert!(!holds(secret), "{secret}");
    }
}

#[test]
fn a_folder_without_accounts_is_not_made_into_one() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Accounts::open(folder.path(), &clock(&Arc::default())).is_err());
    assert!(!folder.path().join(FILE).exists());
}
