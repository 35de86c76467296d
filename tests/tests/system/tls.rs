//! The whole house over TLS, by a certificate that only the authority of a file vouches for.
use std::process::Command;
use std::time::Duration;

use client::{Address, Away, Device, Failure, Patience, Server};
use protocol::{DeviceKind, IssueRequest, PairRequest};
use tests::certificates::{Authority, Certificate};
use tests::hall::{Hall, OFFICE};
use tests::patience::until;
use tests::picture::Picture;
use tests::programs::{self, Program};

use super::display::{Display, call, has_call, is_lost, is_whole};

/// The letter on the card of service A stands on this colour (office file).
const CARD_A: [u8; 3] = [0x1F, 0x5F, 0xA8];
const HERE: [&str; 2] = ["127.0.0.1", "localhost"];

fn ca(hall: &Hall) -> String {
    hall.ca().unwrap().display().to_string()
}

/// Why nothing can be asked at an address.
async fn refused(address: Address) -> Away {
    match Server::new(address, Patience::default()).offices().await {
        Err(Failure::Away(away)) => away,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn kiosk_and_display_speak_tls() {
    let mut hall = Hall::with_tls(&HERE, 2060);
    assert!(hall.url().starts_with("https://127.0.0.1:"));
    let clerk = hall.clerk("1").await;
    hall.seat("A", 2).await;
    let display = Display::start_with(&hall, &["--ca", &ca(&hall)]);
    call(&clerk).await;
    let called = display.after(0, "the call", |picture| has_call(picture).then_some(()));

    let pictures = hall.path().join("kiosk");
    let config = hall.path().join("kiosk.toml");
    let toml = format!("server = {:?}\nca = {:?}\noffice = \"{OFFICE}\"\n", hall.url(), ca(&hall));
    std::fs::write(&config, toml).unwrap();
    let mut command = programs::command("kiosk").unwrap();
    command.arg("--config").arg(&config).args(["--key-file", &hall.key_file("kiosk"), "--size", "540x960"]);
    command.arg("--screen").arg(format!("png:{}", pictures.display()));
    command.arg("--state").arg(hall.path().join("state"));
    let mut kiosk = Program::start("kiosk", &mut command, &hall.path().join("kiosk.log")).unwrap();
    kiosk.line("ready", Duration::from_secs(30)).unwrap();
    let mut number = 1;
    until("the card of service A", || {
        let picture = Picture::of_png(&pictures.join(format!("{number:06}.png"))).ok()?;
        number += 1;
        picture.middle_of(CARD_A)
    });

    // The same line, mended by itself after the server was away.
    hall.stop();
    let lost = display.after(called, "the lost line", |picture| is_lost(picture).then_some(()));
    hall.start();
    display.after(lost, "the whole board", |picture| (is_whole(picture) && has_call(picture)).then_some(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_device_gets_its_key_over_tls() {
    let hall = Hall::with_tls(&HERE, 2060);
    let asked = PairRequest { kind: DeviceKind::Kiosk, name: "kiosk-9".into() };
    let pairing = hall.server().ask_to_pair(&asked).await.unwrap();
    assert!(hall.command(&["device", "approve", &pairing.code], "").unwrap().status.success());
    let device = hall.server().paired(&pairing.pairing).await.unwrap().unwrap();
    let kiosk = Device::new(hall.server(), OFFICE, &device.key).unwrap();
    let press = IssueRequest { service: "A".into(), ..IssueRequest::default() };
    assert_eq!(kiosk.issue("press-1", &press).await.unwrap().number, "A001");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_cannot_show_who_it_is_is_not_spoken_to() {
    let hall = Hall::with_tls(&HERE, 2060);
    let stranger = Authority::new(hall.path(), "stranger").unwrap();
    let signed = "no authority known here has signed it; --ca FILE names the server's own";
    let unknown = Away::Untrusted(signed.into());
    assert_eq!(refused(Address::new(&hall.url(), Some(stranger.file())).unwrap()).await, unknown);
    // Where this machine knows authorities at all, this one is not among them.
    if let Ok(address) = hall.url().parse::<Address>() {
        assert_eq!(refused(address).await, unknown);
    }
    let plain = hall.url().replace("https", "http").parse::<Address>().unwrap();
    assert!(matches!(refused(plain).await, Away::Cut(_)));

    let elsewhere = Hall::with_tls(&["mot-cua.example"], 2060);
    let Away::Untrusted(why) = refused(Address::new(&elsewhere.url(), elsewhere.ca()).unwrap()).await else {
        panic!()
    };
    assert!(why.starts_with("it is not for 127.0.0.1, but for ") && why.contains("mot-cua.example"), "{why}");
    let expired = Hall::with_tls(&HERE, 2021);
    let late = refused(Address::new(&expired.url(), expired.ca()).unwrap()).await;
    assert_eq!(late, Away::Untrusted("it has expired, or this machine's clock is wrong".into()));
    let http = Hall::open();
    let address = Address::new(&http.url().replace("http", "https"), hall.ca()).unwrap();
    let Away::Unreachable(why) = refused(address).await else { panic!() };
    assert!(why.contains("does not speak TLS"), "{why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_that_trusts_nobody_there_says_so_in_its_log() {
    let hall = Hall::with_tls(&HERE, 2060);
    let stranger = Authority::new(hall.path(), "stranger").unwrap();
    let mut command = programs::command("kiosk").unwrap();
    let screen = format!("png:{}", hall.path().join("kiosk").display());
    command.args(["--server", &hall.url(), "--office", OFFICE, "--key-file", &hall.key_file("kiosk")]);
    command.args(["--screen", &screen, "--size", "540x960", "--ca"]).arg(stranger.file());
    command.arg("--state").arg(hall.path().join("state"));
    let log = hall.path().join("kiosk.log");
    let mut kiosk = Program::start("kiosk", &mut command, &log).unwrap();
    kiosk.line("ready", Duration::from_secs(30)).unwrap();
    until("the reason in the log", || {
        std::fs::read_to_string(&log)
            .ok()?
            .contains("the server's certificate is not trusted: no authority")
            .then_some(())
    });
}

/// The commands that README.md gives for an office's own certificate.
#[tokio::test(flavor = "multi_thread")]
async fn the_certificate_of_the_readme_is_one() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let begin = readme.find("openssl req -x509").unwrap();
    let lines = readme[begin..].lines().take_while(|line| !line.trim().is_empty());
    let script: String = lines.map(|line| format!("{line}\n")).collect();
    let folder = tempfile::tempdir().unwrap();
    let script = script.replace("192.168.1.10", "127.0.0.1");
    let made = Command::new("sh").arg("-ec").arg(&script).current_dir(folder.path()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let file = |name: &str| folder.path().join(name);
    let (certificate, key, ca) = (file("server.pem"), file("server.key"), file("ca.pem"));
    let hall = Hall::with_certificate(Certificate { certificate, key, ca });
    assert_eq!(hall.server().offices().await.unwrap().len(), 1);
}
