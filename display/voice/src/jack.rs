//! The socket of a headphone: whether something is plugged in, as its sound card tells the program amixer.
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::process;

/// Reading a card's controls takes it some milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// The sockets of a sound card.
#[derive(Debug)]
pub(crate) struct Jack {
    pub(crate) amixer: PathBuf,
    pub(crate) card: String,
}

impl Jack {
    /// Those of the card of an ALSA device: `hw:PCH,2` is on the card `PCH`. `None` for a device that names none.
    pub(crate) fn of(device: &str) -> Option<Self> {
        let (kind, place) = device.split_once(':')?;
        let card = place.split(',').next()?.trim_start_matches("CARD=");
        let names_card = ["hw", "plughw", "front", "sysdefault"].contains(&kind) && !card.is_empty();
        names_card.then(|| Self { amixer: "amixer".into(), card: card.into() })
    }

    /// Whether a headphone is plugged in; no where nobody can say.
    pub(crate) fn is_plugged(&self, clock: fn() -> Instant) -> bool {
        let mut command = Command::new(&self.amixer);
        command.args(["-c", &self.card, "contents"]);
        let told = process::run(command, PATIENCE, clock);
        told.is_ok_and(|(said, _)| plugged(&String::from_utf8_lossy(&said.output)))
    }
}

/// Whether a control such as `Headphone Jack` or `Front Headphone Jack` is on. A "phantom" jack is one whose plug
/// the card does not see: it is always on (Linux, hda_jack.c, add_jack_kctl).
fn plugged(controls: &str) -> bool {
    let mut of_headphone = false;
    for line in controls.lines().map(str::trim) {
        if line.starts_with("numid=") {
            let name =
                line.split("name='").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
            let is_head = name.contains("Headphone") || name.contains("Headset");
            of_headphone = is_head && name.ends_with(" Jack") && !name.contains("Phantom");
        } else if of_headphone && line == ": values=on" {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(name: &str, value: &str) -> String {
        let access = "  ; type=BOOLEAN,access=r-------,values=1";
        format!("numid=18,iface=CARD,name='{name}'\n{access}\n  : values={value}\n")
    }

    #[test]
    fn a_plug_is_seen_where_the_card_sees_it() {
        let others = control("HDMI/DP,pcm=3 Jack", "on") + &control("Mic Jack", "on");
        assert!(!plugged(&others));
        assert!(!plugged(&(others.clone() + &control("Headphone Jack", "off"))));
        assert!(plugged(&(control("Front Headphone Jack", "on") + &others)));
        assert!(plugged(&control("Headset Jack", "on")));
        assert!(!plugged(&control("Headphone Phantom Jack", "on")), "it is always on");
        assert!(!plugged(&control("Headphone Playback Switch", "on")));
        assert!(!plugged(""));
    }

    #[test]
    fn the_card_is_in_the_name_of_the_device() {
        let card = |device| Jack::of(device).map(|jack| jack.card);
        assert_eq!(card("hw:PCH,2").as_deref(), Some("PCH"));
        assert_eq!(card("plughw:CARD=Headset,DEV=0").as_deref(), Some("Headset"));
        assert_eq!(card("hw:1").as_deref(), Some("1"));
        for none in ["default", "hw:", "paplay:sink", "/bin/player"] {
            assert_eq!(card(none), None, "{none}");
        }
    }

    #[test]
    fn a_card_that_is_not_there_has_nothing_plugged_in() {
        assert!(!Jack { amixer: "/no/such/program".into(), card: "0".into() }.is_plugged(Instant::now));
        assert!(!Jack::of("hw:none").unwrap().is_plugged(Instant::now));
    }
}
