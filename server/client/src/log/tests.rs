//! What stands in the log after this and that.
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;

/// A log that is kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that this tells.
fn told(tell: impl FnOnce()) -> Vec<String> {
    let kept = Kept::default();
    let writer = kept.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(move || writer.clone())
        .without_time()
        .with_target(false)
        .with_ansi(false)
        .finish();
    tracing::subscriber::with_default(subscriber, tell);
    let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    text.lines().map(|line| line.trim().into()).collect()
}

/// Hears all that, and gives what is told, each without what is told beside it.
fn line(news: &[News<()>]) -> Vec<String> {
    let mut log = LineLog::new("tay-ninh");
    let lines = told(|| {
        for news in news {
            log.hear(news);
        }
    });
    lines.into_iter().map(|line| line.split(" office=").next().unwrap().into()).collect()
}

fn away() -> Failure {
    Away::Unreachable("connection refused".into()).into()
}

fn no(code: Code, detail: &str) -> Problem {
    let code = serde_json::to_string(&code).unwrap();
    let problem = format!(r#"{{"type":"/x","title":"No","status":400,"detail":"{detail}","code":{code}}}"#);
    serde_json::from_str(&problem).unwrap()
}

#[test]
fn a_server_away_and_back_is_told_once_each() {
    let cut = Failure::from(Away::Cut("the end".into()));
    let silent = Failure::from(Away::TimedOut(Duration::from_secs(5)));
    let lost = [cut, away(), silent, away()].map(News::Lost);
    let whole = [News::Connected, News::Message(()), News::Message(())];
    let news = [&whole[..], &lost, &whole, &[News::Lost(away())]].concat();
    let lost = "WARN the line to the server is lost; trying again until it is back";
    let back = "INFO the server is back and tells of the office";
    assert_eq!(line(&news), ["INFO the server tells of the office", lost, back, lost]);
}

#[test]
fn a_server_that_is_away_from_the_start_is_told() {
    let news = [News::Lost(away()), News::Lost(away())];
    assert_eq!(line(&news).len(), 1);
}

#[test]
fn each_kind_of_no_is_told_in_its_own_words() {
    let unknown = News::Refused(no(Code::UnknownOffice, "no such office"));
    let limited = News::Refused(no(Code::Forbidden, "not from here"));
    let foreign = News::Lost(Away::Garbage("<html>".into()).into());
    let untrusted = News::Lost(Away::Untrusted("it has expired".into()).into());
    let busy = News::Lost(Failure::Busy { retry_after: Duration::from_secs(1) });
    let twice = |news: &News<()>| [news.clone(), News::Connected, news.clone()];
    let news = [&unknown, &limited, &foreign, &untrusted, &busy].map(twice).concat();
    let expected = [
        "ERROR the server knows no office of this code: is --office right? asking again",
        "ERROR the server refuses to tell of the office; asking again",
        "ERROR what answers is not the server: is --server right? asking again",
        "ERROR the server is not trusted: is --ca right? asking again",
        "WARN the server is too busy to tell of the office; asking again",
    ];
    assert_eq!(line(&news), expected);
}

#[test]
fn why_and_where_stand_beside_the_words() {
    let lines = told(|| {
        LineLog::new("tay-ninh").hear(&News::<()>::Lost(away()));
    });
    assert!(lines[0].contains("office=\"tay-ninh\""), "{lines:?}");
    assert!(lines[0].ends_with("failure=the server can't be reached: connection refused"), "{lines:?}");
}

#[test]
fn a_key_that_is_not_taken_is_told_once_and_when_it_is_taken_again() {
    let refused = |code| Err(Failure::Refused(no(code, "no")));
    let heard: [Result<(), Failure>; 10] = [
        Ok(()),
        Err(away()),
        refused(Code::UnknownOffice),
        refused(Code::Unauthenticated),
        refused(Code::Unauthenticated),
        Err(away()),
        refused(Code::Unauthenticated),
        Ok(()),
        refused(Code::Forbidden),
        refused(Code::Invalid),
    ];
    let mut log = KeyLog::default();
    let lines = told(|| heard.iter().for_each(|result| log.hear(result)));
    let expected = [
        "ERROR the server does not take this device's key: it is wrong or revoked",
        "INFO the server takes this device's key again",
        "ERROR this device's key is for another office or another kind of device",
        "WARN the server refuses what this device tells",
    ];
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
}
