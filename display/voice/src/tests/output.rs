//! Where sound goes, as it is written, and the programs that this means.
use crate::Output;
use crate::output::Player;

fn lines(device: Option<&str>) -> Vec<String> {
    let line = |player: Player| format!("{} {}", player.program.display(), player.arguments.join(" "));
    Player::of(device).into_iter().map(line).collect()
}

#[test]
fn outputs_are_read_as_they_are_written() {
    let device = |name: &str| Output::Device(Some(name.into()));
    let headphone = |device: &str, otherwise: Option<&str>| Output::Headphone {
        device: device.into(),
        otherwise: otherwise.map(String::from),
    };
    for (text, output) in [
        ("device", Output::Device(None)),
        ("device:hw:1", device("hw:1")),
        ("device:paplay:hall", device("paplay:hall")),
        ("device:/opt/play", device("/opt/play")),
        ("wav:/tmp/a:b", Output::Wav("/tmp/a:b".into())),
        ("off", Output::Off),
        ("headphone:hw:PCH,2", headphone("hw:PCH,2", None)),
        ("headphone:hw:1+device:hw:0", headphone("hw:1", Some("hw:0"))),
    ] {
        assert_eq!(text.parse::<Output>().unwrap(), output);
    }
    for text in ["", "on", "device:", "wav", "wav:", "off:1", "Device"] {
        let told = text.parse::<Output>().unwrap_err().to_string();
        assert_eq!(
            told,
            format!("sound goes to device, device:NAME, headphone:NAME, wav:DIR or off, not {text}")
        );
    }
    for text in ["headphone:default", "headphone:hw:1+wav:x", "headphone:hw:1+off"] {
        let told = text.parse::<Output>().unwrap_err().to_string();
        assert!(told.starts_with("a headphone is headphone:hw:CARD"), "{told}");
    }
}

#[test]
fn a_device_is_played_by_the_programs_that_can_reach_it() {
    let aplay = "aplay -q -t raw -f S16_LE -c 1 -r 22050";
    let paplay = "paplay --raw --format=s16le --channels=1 --latency-msec=100 --rate=22050";
    assert_eq!(
        lines(None),
        [
            "pw-play --raw --format=s16 --channels=1 --rate=22050 -",
            "pw-play --format=s16 --channels=1 --rate=22050 -",
            paplay,
            aplay,
        ]
    );
    assert_eq!(lines(Some("hw:1")), [format!("{aplay} -D plughw:1")]);
    assert_eq!(lines(Some("plughw:Headset")), [format!("{aplay} -D plughw:Headset")]);
    assert_eq!(lines(Some("default")), [format!("{aplay} -D default")]);
    assert_eq!(lines(Some("paplay:hall")), [format!("{paplay} --device=hall")]);
    assert_eq!(
        lines(Some("pw-play:hall")),
        [
            "pw-play --raw --format=s16 --channels=1 --rate=22050 --target=hall -",
            "pw-play --format=s16 --channels=1 --rate=22050 --target=hall -",
        ]
    );
    assert_eq!(lines(Some("/opt/play")), ["/opt/play "]);
}
