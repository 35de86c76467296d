//! The real kiosk and the real display as they come out of the box: they know nothing but the server's address.
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use client::Staff;
use serde_json::json;
use tests::hall::{Hall, OFFICE, PASSWORD};
use tests::patience::until;
use tests::picture::{Picture, Pictures};
use tests::x_server::XServer;

use super::display::{call, has_call};
use super::kiosk::CARD_A;
use super::screens::{self, DISPLAY, KIOSK};

/// The page of who waits, and the band on it that says what is in the way (look).
const PAGE: [u8; 3] = [0xF6, 0xF7, 0xF9];
const BAND: [u8; 3] = [0xFF, 0xC8, 0x45];

fn well(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

async fn administrator(hall: &Hall) -> Staff {
    well(&hall.command(&["account", "add", "--user", "root", "--role", "admin"], PASSWORD).unwrap());
    hall.staff("root").await
}

/// Approves the one machine that waits, under this name.
async fn approve(admin: &Staff, name: &str) {
    let code = loop {
        if let [waiting] = &admin.pairings().await.unwrap()[..] {
            break waiting.code.clone();
        }
        tokio::task::yield_now().await;
    };
    admin.approve(&code, OFFICE, Some(name), None).await.unwrap();
}

fn revoke(hall: &Hall, name: &str) {
    well(&hall.command(&["device", "revoke", "--office", OFFICE, "--name", name], "").unwrap());
}

fn is_waiting(picture: &Picture) -> bool {
    picture.share_percent(PAGE) >= 40
}

fn taken(hall: &Hall) -> serde_json::Value {
    hall.get("board").json()["waiting"][0]["count"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_is_approved_by_its_code_gives_numbers_and_is_approved_again_after_it_was_revoked() {
    let hall = Hall::open();
    let admin = administrator(&hall).await;
    let x = XServer::start(KIOSK.0, KIOSK.1).unwrap();
    let state = hall.path().join("state");
    let url = hall.url();
    let flags = ["--server", &url, "--state", state.to_str().unwrap(), "--screen", "window"];
    let kiosk = screens::start("kiosk", KIOSK, &hall, &flags, Some(&x));
    let touch_a = || {
        let (across, down) = until("the card of service A", || x.picture().unwrap().middle_of(CARD_A));
        x.click(across, down, 1).unwrap();
    };
    approve(&admin, "new-1").await;
    touch_a();
    until("the first number", || (taken(&hall) == json!(1)).then_some(()));
    let kept = std::fs::metadata(state.join("device.json")).unwrap();
    assert_eq!(kept.permissions().mode() & 0o777, 0o600);
    drop(kiosk);
    // The next start knows its key.
    let _again = screens::start("kiosk", KIOSK, &hall, &flags, Some(&x));
    until("the card of service A", || x.picture().unwrap().middle_of(CARD_A));
    assert_eq!(admin.pairings().await.unwrap(), []);
    revoke(&hall, "new-1");
    until("it asks again", || x.picture().unwrap().middle_of(CARD_A).is_none().then_some(()));
    approve(&admin, "new-2").await;
    touch_a();
    until("the second number", || (taken(&hall) == json!(2)).then_some(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_display_waits_for_its_server_is_approved_and_shows_the_calls() {
    let mut hall = Hall::open();
    let admin = administrator(&hall).await;
    hall.seat("A", 2).await;
    let clerk = hall.clerk("1").await;
    hall.kill();
    let pictures = Pictures::of(hall.path().join("pictures"));
    let state = hall.path().join("state").display().to_string();
    let url = hall.url();
    let flags = ["--server", &url, "--state", &state, "--screen", &pictures.screen(), "--sound", "off"];
    let _display = screens::start("display", DISPLAY, &hall, &flags, None);
    let lost = pictures.after(0, "it says that the server is away", |picture| {
        is_waiting(picture) && picture.share_percent(BAND) >= 5
    });
    hall.start();
    let code =
        pictures.after(lost, "its code", |picture| is_waiting(picture) && picture.share_percent(BAND) == 0);
    approve(&admin, "new-1").await;
    let board = pictures.after(code, "the board", |picture| !is_waiting(picture));
    call(&clerk).await;
    let called = pictures.after(board, "the call", has_call);
    revoke(&hall, "new-1");
    let again = pictures.after(called, "it asks again", is_waiting);
    approve(&admin, "new-2").await;
    pictures.after(again, "the board with the call", has_call);
}
