//! The paper: what stands on a ticket, and how it is set for a thermal printer of 384 or 576 dots. Pure: a
//! ticket in, a black and white picture out.
use std::str::FromStr;

use protocol::{IssuedTicket, Office};
use screen::picture::Raster;
use texts::Words;

mod setting;
mod trial;

pub(crate) use setting::Typesetter;

/// The width of the paper's roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// 58 mm: 384 dots.
    Narrow,
    /// 80 mm: 576 dots.
    Wide,
}

impl FromStr for Paper {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self, anyhow::Error> {
        match text {
            "58" => Ok(Self::Narrow),
            "80" => Ok(Self::Wide),
            _ => anyhow::bail!("paper is 58 or 80 (mm wide), not {text}"),
        }
    }
}

/// Everything that stands on one ticket, in the language of its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// The number.
    pub(crate) number: String,
    head: Vec<String>,
    title: String,
    /// "IN LẠI", where another paper with this number may be about.
    again: Option<String>,
    /// "ƯU TIÊN"; never the reason.
    priority: Option<String>,
    service: String,
    counters: String,
    rows: Vec<(String, String)>,
    /// The page behind the QR code; without it there is no code.
    url: Option<String>,
    below_code: Vec<String>,
    foot: Vec<String>,
}

impl Slip {
    /// The ticket of an office.
    pub(crate) fn new(ticket: &IssuedTicket, office: &Office, words: &Words<'_>) -> Self {
        let service = office.services.iter().find(|service| service.service == ticket.service);
        let counters = service.map_or(&[][..], |service| &service.counters);
        Self {
            number: ticket.number.clone(),
            head: vec![words.choose(&office.name).into(), words.choose(&office.unit).into()],
            title: words.get("ticket-title"),
            again: None,
            priority: ticket.priority.then(|| words.get("ticket-priority")),
            service: service.map_or(ticket.service.as_str(), |service| words.choose(&service.name)).into(),
            counters: counter_names(counters, office, words),
            rows: rows(ticket, words),
            url: ticket.url.clone(),
            below_code: below_code(ticket, office, words),
            foot: foot(office, words),
        }
    }

    /// The same, which says that it may not be the first of its number.
    pub(crate) fn again(self, words: &Words<'_>) -> Self {
        Self { again: Some(words.get("ticket-again")), ..self }
    }
}

/// "Quầy 1, 2 hoặc 3".
pub(crate) fn counter_names(codes: &[String], office: &Office, words: &Words<'_>) -> String {
    let name = |code: &String| office.counters.iter().find(|counter| counter.counter == *code);
    let names: Vec<&str> = codes.iter().filter_map(name).map(|counter| words.choose(&counter.name)).collect();
    words.counters(&names)
}

fn rows(ticket: &IssuedTicket, words: &Words<'_>) -> Vec<(String, String)> {
    vec![
        (words.get("ticket-ahead"), ticket.ahead.to_string()),
        (words.get("ticket-wait"), words.wait_about(ticket.estimate.as_ref())),
        (words.get("ticket-taken"), words.clock_day(ticket.issued_at)),
    ]
}

fn below_code(ticket: &IssuedTicket, office: &Office, words: &Words<'_>) -> Vec<String> {
    let mut lines: Vec<String> = ticket.url.iter().map(|_| words.get("ticket-scan")).collect();
    if let Some(wifi) = &office.wifi {
        lines.push(words.fill("ticket-wifi", &[("name", (&wifi.name).into())]));
        if !wifi.password.is_empty() {
            lines.push(words.fill("ticket-wifi-password", &[("password", (&wifi.password).into())]));
        }
    }
    lines
}

fn foot(office: &Office, words: &Words<'_>) -> Vec<String> {
    let free = if office.hotline.is_empty() {
        words.get("ticket-free")
    } else {
        // A telephone number is read whole, so it is not broken at the end of a line.
        let hotline = office.hotline.replace(' ', "\u{a0}");
        words.fill("ticket-hotline", &[("hotline", (&hotline).into())])
    };
    vec![words.get("ticket-order"), words.get("ticket-missed"), free]
}

#[cfg(test)]
mod tests;
