//! Writes an office as an office file that reads back to the same office, its calendar and its procedures in it.
//! What a catalogue says beyond that is not kept in an office, and so is not here.
mod toml_text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jiff::civil::{Date, Weekday};
use protocol::{Document, Fee, Procedure, TermUnit, Text};
use queue::{Counter, Hours, Limits, Office, Rules, Service, Session};

use super::{calendar, hours};
use toml_text::{Section, inline, list, quoted};

/// The text of an office file.
pub fn write(office: &Office) -> String {
    let mut text = format!(
        "# Office {} as it was put into force, with its calendar and its procedures in this one file.\n",
        office.code
    );
    text.push_str(&identity(office));
    text.push_str(&hours_of(office));
    text.push_str(&rules(&office.rules));
    text.push_str(&limits(&office.limits));
    text.push_str(&groups(office));
    for service in &office.services {
        text.push_str(&self::service(office, service));
    }
    for counter in &office.counters {
        text.push_str(&self::counter(office, counter));
    }
    text.push_str(&calendar_of(&office.hours));
    for procedure in &office.procedures {
        text.push_str(&self::procedure(office, procedure));
    }
    text
}

fn identity(office: &Office) -> String {
    let languages = list(office.languages.iter().map(|language| quoted(language)));
    let wifi = office.wifi.as_ref();
    let wifi = wifi.map(|wifi| inline([("name", quoted(&wifi.name)), ("password", quoted(&wifi.password))]));
    Section::new("[office]")
        .with("code", quoted(&office.code))
        .with("name", words(office, &office.name))
        .with("unit", words(office, &office.unit))
        .with("time_zone", quoted(&office.time_zone))
        .with_some("agency", office.agency.as_deref().map(quoted))
        .with("languages", languages)
        .with("hotline", quoted(&office.hotline))
        .with_some("notice", office.notice.as_ref().map(|notice| words(office, notice)))
        .with_some("wifi", wifi)
        .into_text()
}

fn hours_of(office: &Office) -> String {
    let Hours { week, worked, first_ticket_min, last_ticket_min, project_close, days, .. } = &office.hours;
    let mut section = Section::new("[hours]");
    for (day, sessions) in hours::WEEK.iter().zip(week) {
        section = section.with(day, self::sessions(sessions));
    }
    let section = section
        .with("worked", sessions(worked))
        .with("first_ticket_min", first_ticket_min)
        .with("last_ticket_min", last_ticket_min)
        .with("project_close", project_close);
    let days = days.iter().map(|day| {
        let reason = (!day.reason.0.is_empty()).then(|| words(office, &day.reason));
        Section::new("[[day]]")
            .with("date", date(&day.date))
            .with("hours", sessions(&day.sessions))
            .with_some("reason", reason)
            .into_text()
    });
    [section.into_text()].into_iter().chain(days).collect()
}

fn rules(rules: &Rules) -> String {
    Section::new("[queue]")
        .with("recall_gap_s", rules.recall_gap_s)
        .with("no_show_calls", rules.no_show_calls)
        .with("no_show_after_s", rules.no_show_after_s)
        .with("return_behind", rules.return_behind)
        .with("return_max", rules.return_max)
        .with("undo_s", rules.undo_s)
        .with("clerk_may_call", rules.clerk_may_call)
        .with("self_priority", rules.self_priority)
        .with("ask_priority_reason", rules.ask_priority_reason)
        .with("forgotten_min", rules.forgotten_min)
        .with("estimate_step_min", rules.estimate_step_min)
        .into_text()
}

fn limits(limits: &Limits) -> String {
    Section::new("[limits]")
        .with("wait_mean_min", limits.wait_mean_min)
        .with("wait_longest_min", limits.wait_longest_min)
        .with("retention_days", limits.retention_days)
        .into_text()
}

fn groups(office: &Office) -> String {
    let priorities = office.priorities.iter().map(|group| {
        Section::new("[[priority]]")
            .with("code", quoted(&group.code))
            .with("name", words(office, &group.name))
            .with("credit_min", group.credit_min)
            .into_text()
    });
    let reasons = office.pause_reasons.iter().map(|reason| {
        Section::new("[[pause_reason]]")
            .with("code", quoted(&reason.code))
            .with("name", words(office, &reason.name))
            .into_text()
    });
    priorities.chain(reasons).collect()
}

fn service(office: &Office, service: &Service) -> String {
    let hint = (!service.hint.0.is_empty()).then(|| words(office, &service.hint));
    let (first, last) = service.range;
    Section::new("[[service]]")
        .with("letter", quoted(&service.letter.to_string()))
        .with("name", words(office, &service.name))
        .with("short", words(office, &service.short))
        .with_some("hint", hint)
        .with("color", quoted(&service.color))
        .with("minutes", service.minutes)
        .with("range", list([first, last].into_iter()))
        .with("daily_limit", service.daily_limit)
        .with_some("first_ticket_min", service.first_ticket_min)
        .with_some("last_ticket_min", service.last_ticket_min)
        .into_text()
}

fn counter(office: &Office, counter: &Counter) -> String {
    let services = counter.services.iter().map(|(letter, minutes)| (letter.to_string(), *minutes));
    Section::new("[[counter]]")
        .with("code", quoted(&counter.code))
        .with("name", words(office, &counter.name))
        .with("services", inline(services))
        .into_text()
}

/// The days off and the worked days by year. Every weekday on which a worked day falls is a day of rest.
fn calendar_of(hours: &Hours) -> String {
    if hours.off.is_empty() && hours.worked_days.is_empty() {
        return String::new();
    }
    let mut rest: BTreeSet<i8> =
        [Weekday::Saturday, Weekday::Sunday].map(Weekday::to_monday_zero_offset).into();
    rest.extend(hours.worked_days.iter().map(|date| date.weekday().to_monday_zero_offset()));
    let is_rest = |weekday: Weekday| rest.contains(&weekday.to_monday_zero_offset());
    let rest =
        calendar::WEEKDAYS.iter().filter(|(_, weekday)| is_rest(*weekday)).map(|(name, _)| quoted(name));
    let mut text = Section::new("[calendar]").with("rest", list(rest)).into_text();
    let mut years: BTreeMap<i16, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for day in &hours.off {
        years.entry(day.year()).or_default().0.push(date(day));
    }
    for day in &hours.worked_days {
        years.entry(day.year()).or_default().1.push(date(day));
    }
    for (year, (off, worked)) in years {
        let year = Section::new(&format!("[calendar.year.{year:04}]"));
        let year = year.with("off", list(off.into_iter())).with("worked", list(worked.into_iter()));
        text.push_str(&year.into_text());
    }
    text
}

fn procedure(office: &Office, procedure: &Procedure) -> String {
    let documents = (!procedure.documents.is_empty()).then(|| list(procedure.documents.iter().map(document)));
    let unit = match procedure.unit {
        TermUnit::Working => None,
        TermUnit::Calendar => Some(quoted("calendar")),
    };
    Section::new("[[procedure]]")
        .with("code", quoted(&procedure.procedure))
        .with("name", words(office, &procedure.name))
        .with("service", quoted(&procedure.service))
        .with("days", procedure.days)
        .with_some("unit", unit)
        .with_some("same_day_until", procedure.same_day_until.as_deref().map(quoted))
        .with("fee", fee(&procedure.fee))
        .with_some("documents", documents)
        .into_text()
}

fn fee(fee: &Fee) -> String {
    let kind = |kind: &str| format!("{{ kind = \"{kind}\"");
    match fee {
        Fee::Free => kind("free") + " }",
        Fee::Fixed { vnd } => format!("{}, vnd = {vnd} }}", kind("fixed")),
        Fee::PerCopy { vnd } => format!("{}, vnd = {vnd} }}", kind("per_copy")),
        Fee::PerPage { vnd, from_page, then_vnd, cap_vnd } => {
            let mut text = format!("{}, vnd = {vnd}", kind("per_page"));
            let more =
                [("from_page", from_page.map(u64::from)), ("then_vnd", *then_vnd), ("cap_vnd", *cap_vnd)];
            for (key, number) in more {
                if let Some(number) = number {
                    let _ = write!(text, ", {key} = {number}");
                }
            }
            text + " }"
        }
    }
}

fn document(document: &Document) -> String {
    inline([
        ("name", quoted(&document.name)),
        ("kind", quoted(&document.kind)),
        ("required", document.required.to_string()),
        ("count", document.count.to_string()),
    ])
}

/// A text in its languages, the office's first one first.
fn words(office: &Office, text: &Text) -> String {
    let mut words: Vec<_> = text.0.iter().collect();
    words.sort_by_key(|(language, _)| language.as_str() != office.language());
    inline(words.into_iter().map(|(language, text)| (language, quoted(text))))
}

fn sessions(sessions: &[Session]) -> String {
    quoted(&sessions.iter().map(hours::shown).collect::<Vec<_>>().join(" "))
}

fn date(date: &Date) -> String {
    quoted(&date.to_string())
}
