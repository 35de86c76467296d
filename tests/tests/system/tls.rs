//! The whole house over TLS, by a certificate that only the authority of a file vouches for.
use std::process::Command;

use client::{Address, Away, Device, Failure, Patience, Server};
use protocol::{DeviceKind, IssueRequest, PairRequest};
use tests::certificates::{Authority, Certificate};
use tests::hall::{Hall, OFFICE};
use tests::patience::until;
use tests::picture::Pictures;

use super::display::{Display, call, has_call, is_lost, is_whole_with_call};
use super::kiosk::CARD_A;
use super::screens;

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
    let display = Display::start(&hall, &["--ca", &ca(&hall)]);
    call(&clerk).await;
    let called = display.pictures.after(0, "the call", has_call);

    let config = hall.path().join("kiosk.toml");
    let toml = format!("server = {:?}\nca = {:?}\noffice = \"{OFFICE}\"\n", hall.url(), ca(&hall));
    std::fs::write(&config, toml).unwrap();
    let kiosk = Pictures::of(hall.path().join("kiosk"));
    let config = config.display().to_string();
    let _kiosk = screens::kiosk(&hall, &["--config", &config, "--screen", &kiosk.screen()], None);
    kiosk.after(0, "the card of service A", |picture| picture.middle_of(CARD_A).is_some());

    // The same line, mended by itself after the server was away.
    hall.stop();
    let lost = display.pictures.after(called, "the lost line", is_lost);
    hall.start();
    display.pictures.after(lost, "the whole board", is_whole_with_call);
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
    let (stranger, pictures) =
        (stranger.file().display().to_string(), Pictures::of(hall.path().join("kiosk")));
    let flags =
        ["--server", &hall.url(), "--office", OFFICE, "--screen", &pictures.screen(), "--ca", &stranger];
    let _kiosk = screens::kiosk(&hall, &flags, None);
    let log = hall.path().join("kiosk.log");
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
