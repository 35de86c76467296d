//! `office apply` and `office export`, with a server at work and without one.
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use queue::{Actor, Caller, Command, Issue, Standing};

use super::{Clock, Desk, check, folder, fs};
use crate::office::{Office, Offices, Request};

impl Desk {
    /// Changes the office file.
    fn edit(&self, from: &str, to: &str) {
        let text = fs::read_to_string(self.office()).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(self.office(), text.replacen(from, to, 1)).unwrap();
    }

    /// What `office apply` says, the file's name left out.
    fn apply(&self) -> (u8, String) {
        let done = self.run("office apply --data DATA OFFICE");
        (done.code, done.errors.trim_end().replace(&self.office().display().to_string(), "FILE"))
    }

    fn export(&self) -> String {
        let done = self.run("office export --data DATA tay-ninh");
        check(&done, 0, "Change it and put it into force with `server office apply`.");
        done.output
    }

    /// The folder served, as a server does, by a clock in which each look takes a second.
    fn served(&self) -> (folder::Lock, Offices) {
        let lock = folder::Folder::at(&self.data()).lock().unwrap();
        let seconds = Arc::new(AtomicU64::new(0));
        let monotonic = move || Duration::from_secs(seconds.fetch_add(1, Ordering::Relaxed));
        let clock = Clock::new(|| 1_795_398_000_000, monotonic);
        (lock, Offices::open(&self.data(), &clock).unwrap())
    }
}

const CHANGED: &str = "Office tay-ninh goes by FILE from now on.";
const CHANGED_IN_PART: &str = "Office tay-ninh goes by FILE from now on, in its services, counters, ranges and time zone from the next day on.";
const SAME: &str = "Nothing has changed: office tay-ninh goes by FILE already.";

#[test]
fn without_a_server_a_changed_file_is_in_force_at_once() {
    let desk = Desk::with_office();
    assert_eq!(desk.apply(), (0, SAME.to_owned()));
    desk.edit("hotline = \"0276 1234 567\"", "hotline = \"1022\"");
    desk.edit("services = { B = 0 }", "services = { B = 5 }");
    assert_eq!(desk.apply(), (0, CHANGED.to_owned()));
    assert_eq!(desk.apply(), (0, SAME.to_owned()));
    assert!(desk.export().contains("hotline = \"1022\""));
    assert_eq!(desk.run("verify --data DATA").output, "tay-ninh: whole, 2 events, 0 days\n");
}

#[test]
fn what_is_written_out_reads_back_to_the_same_office() {
    let desk = Desk::with_office();
    fs::write(desk.office(), desk.export()).unwrap();
    assert_eq!(desk.apply(), (0, SAME.to_owned()));
    check(
        &desk.run("office export --data DATA nowhere"),
        2,
        &format!(
            "error: there is no office nowhere in {}: name one of those that are (tay-ninh)",
            desk.data().display()
        ),
    );
}

#[test]
fn a_file_that_is_wrong_or_of_another_office_changes_nothing() {
    let desk = Desk::with_office();
    desk.edit("undo_s = 60", "undo_s = 6000");
    let (code, said) = desk.apply();
    assert_eq!(code, 1);
    assert!(said.ends_with("error: FILE has 1 mistake: correct it and run this command again"), "{said}");
    desk.edit("undo_s = 6000", "undo_s = 60");
    desk.edit("tay-ninh", "hoa-thanh");
    let data = desk.data();
    let data = data.display();
    let unknown = format!(
        "error: there is no office hoa-thanh in {data}: add it with `server init --data {data} --office FILE`"
    );
    assert_eq!(desk.apply(), (2, unknown));
    assert!(desk.export().contains("code = \"tay-ninh\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_server_puts_it_into_force() {
    let desk = Desk::with_office();
    let (lock, offices) = desk.served();
    let office: Office = offices.get("tay-ninh").unwrap().clone().unwrap();
    desk.edit("hotline = \"0276 1234 567\"", "hotline = \"1022\"");
    assert_eq!(desk.apply(), (0, CHANGED.to_owned()));
    desk.edit("range = [1, 9999]", "range = [100, 9999]");
    assert_eq!(desk.apply(), (0, CHANGED_IN_PART.to_owned()));
    let hotline = office.read(|view| view.office_data().hotline.clone()).await.unwrap();
    assert_eq!(hotline, "1022");
    assert_eq!(desk.apply(), (0, SAME.to_owned()));
    drop(office);
    offices.stop();
    drop(lock);
}

/// Takes a number at the kiosk.
async fn take_number(office: &Office, service: &str) {
    let service = service.parse().unwrap();
    let issue = Issue { service, priority: None, lang: None, assist: false, procedure: None };
    let caller = Caller { actor: Actor::Device("kiosk-1".into()), standing: Standing::Device };
    office.submit(Request { caller, key: None, command: Command::Issue(issue) }).await.unwrap();
}

#[tokio::test]
async fn what_is_in_use_is_named_and_stays() {
    let desk = Desk::with_office();
    let (lock, offices) = desk.served();
    take_number(offices.get("tay-ninh").unwrap().as_ref().unwrap(), "B").await;
    offices.stop();
    drop(lock);
    desk.edit("services = { E = 0, B = 10, C = 10 }", "services = { E = 0, C = 10 }");
    desk.edit(
        "[[counter]]\ncode = \"5\"\nname = { vi = \"Quầy 5\", en = \"Counter 5\" }\nservices = { B = 0 }\n",
        "",
    );
    let from = fs::read_to_string(desk.office()).unwrap();
    let from = from.split("[[service]]").find(|part| part.contains("letter = \"B\"")).unwrap().to_owned();
    desk.edit(&format!("[[service]]{from}"), "");
    desk.edit("catalogue = ", "# catalogue = ");
    let refused = "error: FILE takes away what is in use, service B has 1 ticket that is not done: run the same command again when the day is closed";
    assert_eq!(desk.apply(), (1, refused.to_owned()));
    // The next morning the day is over.
    desk.now_ms.set(desk.now_ms.get() + 24 * 3_600_000);
    assert_eq!(desk.apply(), (0, CHANGED.to_owned()));
    assert!(desk.run("verify --data DATA").output.starts_with("tay-ninh: whole, "));
}
