//! From what is to be spoken to the words of it, and how loud they are at which time of day. When something is
//! spoken is decided in `board`; how it sounds, in the package `voice`.
use std::ops::Range;
use std::str::FromStr;

use anyhow::Context;
use protocol::{Moment, Text};
use voice::{Language, Part, Reading, Utterance};

use crate::board::{Announcement, Length, Said, Saying};

/// Who speaks to the lobby, and how.
#[derive(Clone)]
pub struct Speech {
    /// Where the sound goes.
    pub output: voice::Output,
    /// Clips or a synthesiser.
    pub voice: voice::Voice,
    /// How numbers are read in this region.
    pub reading: Reading,
    /// The codes of the languages in which is spoken, one after the other; when empty, the office's first.
    pub languages: Vec<String>,
    /// How loud.
    pub volume: Volume,
}

/// How loud it is at which time of day: `80`, or `80 11:30-13:00=40 16:30-17:00=60`, the last that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    percent: u8,
    /// Minutes of the day with another volume.
    spans: Vec<(Range<u32>, u8)>,
}

/// In what is spoken now: languages in their order, and how numbers are read.
pub(crate) struct Speaking<'a> {
    pub(crate) languages: &'a [String],
    pub(crate) reading: Reading,
    /// The office's services: letter and short name.
    pub(crate) services: &'a [(&'a str, &'a Text)],
}

impl Default for Volume {
    fn default() -> Self {
        Self { percent: 100, spans: Vec::new() }
    }
}

impl Volume {
    /// In percent, at a moment of the office's day.
    pub(crate) fn at(&self, now: Moment) -> u8 {
        let time = now.civil();
        let minute = u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs());
        let span = self.spans.iter().rev().find(|(span, _)| span.contains(&minute));
        span.map_or(self.percent, |(_, percent)| *percent)
    }
}

impl FromStr for Volume {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self, anyhow::Error> {
        let wrong = || format!("a volume is a percentage such as 80, or \"80 11:30-13:00=40\", not {text:?}");
        let mut words = text.split_whitespace();
        let percent = words.next().and_then(percent).with_context(wrong)?;
        let spans = words.map(|word| span(word).with_context(wrong)).collect::<Result<_, _>>()?;
        Ok(Self { percent, spans })
    }
}

/// `11:30-13:00=40`.
fn span(word: &str) -> Option<(Range<u32>, u8)> {
    let (times, volume) = word.split_once('=')?;
    let (from, to) = times.split_once('-')?;
    let span = minute(from)?..minute(to)?;
    (!span.is_empty()).then_some((span, percent(volume)?))
}

fn percent(text: &str) -> Option<u8> {
    text.parse().ok().filter(|percent| *percent <= 100)
}

/// The minute of the day of `11:30`; `24:00` is its end.
fn minute(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once(':').filter(|(_, minute)| minute.len() == 2)?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && (hour < 24 || (hour, minute) == (24, 0))).then_some(hour * 60 + minute)
}

impl Speaking<'_> {
    /// The chime, and the words in the languages that have any.
    pub(crate) fn utterance(&self, saying: &Saying) -> Utterance {
        let (languages, times) = match saying.length {
            Length::Twice => (self.languages, 2),
            Length::Once => (self.languages, 1),
            Length::First => (&self.languages[..self.languages.len().min(1)], 1),
        };
        let once: Vec<Part> = languages.iter().filter_map(|code| self.sentence(code, &saying.said)).collect();
        let parts = [Part::Chime].into_iter().chain((0..times).flat_map(|_| once.iter().cloned())).collect();
        Utterance { id: saying.id, parts }
    }

    /// In one language; `None` in one whose words are known neither here nor by who wrote the notice.
    fn sentence(&self, code: &str, said: &Said) -> Option<Part> {
        let language = Language::of(code, self.reading);
        let text = match (said, language) {
            (Said::Call(call), Some(language)) => self.call(call, language),
            (Said::TakenBack(number), Some(language)) => language.withdrawn(number),
            (Said::Notice(text), language) => {
                let text = text.0.get(code)?;
                language.map_or_else(|| text.clone(), |language| language.aloud(text))
            }
            (Said::Call(_) | Said::TakenBack(_), None) => return None,
        };
        Some(Part::Sentence { language: code.to_owned(), text })
    }

    fn call(&self, call: &Announcement, language: Language) -> String {
        let short = self.short(call, language);
        let name = call.counter_name.0.get(language.code()).map_or("", String::as_str);
        let (number, counter) = (call.number.as_str(), call.counter.as_str());
        language.call(&voice::Call { number, counter, name, short, recall: call.is_recall })
    }

    /// The short name of the call's service, if its letter can be taken for another service's.
    fn short(&self, call: &Announcement, language: Language) -> Option<&str> {
        let letter = |service: &str| service.chars().next();
        let own = letter(&call.service)?;
        let mut others = self.services.iter().filter_map(|(service, _)| letter(service));
        let (_, name) = self.services.iter().find(|(service, _)| *service == call.service)?;
        let name = name.get(language.code(), language.code());
        (others.any(|other| language.sound_alike(own, other)) && !name.is_empty()).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(said: Said, length: Length, languages: &[&str]) -> Vec<String> {
        let languages: Vec<_> = languages.iter().map(|code| (*code).to_owned()).collect();
        let [civil, land, other] =
            [("Hộ tịch", "Civil status"), ("Đất đai", "Land"), ("Dân cư", "Residents")]
                .map(|(vi, en)| Text::from([("vi", vi), ("en", en)]));
        let services = [("A", &civil), ("B", &land), ("D", &other)];
        let speaking = Speaking { languages: &languages, reading: Reading::default(), services: &services };
        let utterance = speaking.utterance(&Saying { id: 7, said, length });
        assert_eq!((utterance.id, &utterance.parts[0]), (7, &Part::Chime));
        let text = |part: &Part| match part {
            Part::Sentence { language, text } => format!("{language}: {text}"),
            Part::Chime | Part::Pause { .. } => panic!("{part:?}"),
        };
        utterance.parts[1..].iter().map(text).collect()
    }

    fn call(number: &str) -> Said {
        let counter_name = Text::from([("vi", "Quầy 3"), ("en", "Counter 3")]);
        let at = "2026-11-23T08:42:00+07:00".parse().unwrap();
        let (number, service) = (number.to_owned(), number[..1].to_owned());
        let counter = "3".into();
        Said::Call(Announcement { call: 1, number, counter, counter_name, service, at, is_recall: false })
    }

    const VIETNAMESE: &str = "vi: Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba.";

    #[test]
    fn a_call_is_spoken_twice_and_in_a_burst_once() {
        let english = spoken(call("A012"), Length::Once, &["en"]);
        assert_eq!(english.len(), 1);
        let twice = spoken(call("A012"), Length::Twice, &["vi", "en"]);
        assert_eq!(twice, [VIETNAMESE, &english[0], VIETNAMESE, &english[0]]);
        assert_eq!(spoken(call("A012"), Length::Once, &["vi", "en"]), [VIETNAMESE, &english[0]]);
        assert_eq!(spoken(call("A012"), Length::First, &["vi", "en"]), [VIETNAMESE]);
        assert_eq!(spoken(call("A012"), Length::Twice, &["km"]), [""; 0]);
    }

    #[test]
    fn a_letter_that_sounds_like_another_services_is_followed_by_its_name() {
        assert_eq!(
            spoken(call("B012"), Length::Once, &["vi"]),
            ["vi: Mời công dân có số thứ tự Bê, không, một, hai, Đất đai, đến quầy số ba."]
        );
    }

    #[test]
    fn a_counter_is_called_as_the_board_names_it() {
        let Said::Call(mut call) = call("A012") else { unreachable!() };
        call.counter_name = Text::from([("vi", "Bàn tiếp công dân")]);
        let said = spoken(Said::Call(call), Length::First, &["vi"]);
        assert_eq!(said, ["vi: Mời công dân có số thứ tự A, không, một, hai, đến Bàn tiếp công dân."]);
    }

    #[test]
    fn a_notice_is_spoken_in_the_languages_in_which_it_was_written() {
        let text = Text::from([("vi", "Nghỉ từ 11:30"), ("km", "ថ្ងៃនេះ")]);
        let spoken = spoken(Said::Notice(text), Length::Once, &["vi", "en", "km"]);
        assert_eq!(spoken, ["vi: Nghỉ từ mười một giờ ba mươi", "km: ថ្ងៃនេះ"]);
    }

    #[test]
    fn a_volume_depends_on_the_time_of_day() {
        let volume: Volume = "80 11:30-13:00=40 12:00-24:00=0".parse().unwrap();
        let at = |time: &str| volume.at(format!("2026-11-23T{time}+07:00").parse().unwrap());
        let times = ["00:00:00", "11:29:59", "11:30:00", "11:59:59", "12:00:00", "23:59:59"];
        assert_eq!(times.map(at), [80, 80, 40, 40, 0, 0]);
        for wrong in ["", "101", "-1", "80 11:30", "80 13:00-11:30=4", "80 11:3-12:00=4", "80 9:00-24:01=1"] {
            let error = wrong.parse::<Volume>().unwrap_err().to_string();
            assert!(error.contains(&format!("{wrong:?}")), "{error}");
        }
    }
}
