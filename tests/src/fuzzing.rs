//! What must hold of any bytes that come in: an office file, a request's body, an event stream. Each function takes
//! bytes and panics when it does not hold. Tried on random bytes, on what cargo-fuzz has found and kept, and by
//! cargo-fuzz itself.
use client::{Message, News, OfficeMessage, replay};
use protocol::{Code, PublicTicket};
use serde_json::Value;
use server::http::{check_body, operations};
use server::office_file::{self, Mistakes};

/// Ends the office file, and the calendar below it, where the catalogue begins.
pub const NEXT_FILE: &str = "\n=====\n";

/// An office file is read, or every mistake in it has its line; what was read writes out to the same. Below the
/// office file may stand, each after [`NEXT_FILE`], the calendar and the catalogue.
pub fn office_file(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut files = text.splitn(3, NEXT_FILE);
    let mut next = || files.next().unwrap_or_default();
    let (office, calendar, catalogue) = (next(), next(), next());
    let beside = |name: &str| match name {
        "calendar-vn.toml" => Ok((name.to_owned(), calendar.to_owned())),
        "procedures.toml" => Ok((name.to_owned(), catalogue.to_owned())),
        _ => Err("is not there".to_owned()),
    };
    match office_file::parse("office.toml", office, &beside) {
        Ok(read) => {
            let written = office_file::write(&read);
            let nothing = |_: &str| Err("is not there".to_owned());
            let again = office_file::parse("written.toml", &written, &nothing);
            assert!(again.as_ref() == Ok(&read), "{again:?}\n{written}");
        }
        Err(mistakes) => check_mistakes(&mistakes, [office, calendar, catalogue]),
    }
}

fn check_mistakes(mistakes: &Mistakes, [office, calendar, catalogue]: [&str; 3]) {
    assert!(mistakes.count() > 0);
    for mistake in mistakes.iter() {
        let text = match mistake.file.as_str() {
            "office.toml" => office,
            "calendar-vn.toml" => calendar,
            "procedures.toml" => catalogue,
            other => panic!("a mistake in {other}"),
        };
        let lines = text.lines().count().max(1);
        assert!(mistake.line.is_some_and(|line| (1..=lines).contains(&line)), "{mistake} of {lines}");
        assert!(!mistake.text.contains('\n') && !mistake.text.is_empty(), "{mistake}");
    }
}

/// A body is read, or refused as no JSON, or every wrong field is named; and so it is when it is written in another
/// way. On the first line stands the operation that takes the body.
pub fn bodies(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (name, body) = (&bytes[..end], bytes.get(end + 1..).unwrap_or_default());
    let Some(operation) = operations().find(|known| known.as_bytes() == name) else { return };
    let outcome = check_body(operation, body);
    let json = serde_json::from_slice::<Value>(body);
    match (&outcome, &json) {
        (Err(problem), Err(_)) if !body.is_empty() => assert_eq!(problem.code, Code::Malformed),
        (Err(problem), _) => {
            assert_eq!((problem.code, problem.status), (Code::Invalid, 422));
            assert!(!problem.errors.is_empty());
        }
        (Ok(()), json) => assert!(body.is_empty() || json.as_ref().is_ok_and(Value::is_object)),
    }
    if let Ok(json) = json {
        let again = serde_json::to_vec_pretty(&json).map(|body| check_body(operation, &body));
        assert_eq!(again.ok(), Some(outcome));
    }
}

/// However an event stream is cut, the same is heard of it. The first byte says how many of those after it are the
/// lengths of the pieces, one after the other and again from the first.
pub fn event_stream(bytes: &[u8]) {
    let Some((count, rest)) = bytes.split_first() else { return };
    let (lengths, stream) = rest.split_at(rest.len().min(usize::from(*count % 16)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let runtime = runtime.expect("a runtime can be made");
    runtime.block_on(async {
        heard_alike::<OfficeMessage>(lengths, stream).await;
        heard_alike::<PublicTicket>(lengths, stream).await;
    });
}

async fn heard_alike<M: Message + PartialEq + std::fmt::Debug>(lengths: &[u8], stream: &[u8]) {
    let whole: Vec<News<M>> = replay(vec![stream.to_vec()]).await;
    assert!(matches!(whole.last(), Some(News::Lost(_))), "{whole:?}");
    assert_eq!(replay(cut(lengths, stream)).await, whole);
    assert_eq!(replay(cut(&[1], stream)).await, whole);
}

fn cut(lengths: &[u8], stream: &[u8]) -> Vec<Vec<u8>> {
    let lengths = if lengths.is_empty() { &[7] } else { lengths };
    let mut left = stream;
    let mut pieces = Vec::new();
    for length in lengths.iter().cycle() {
        if left.is_empty() {
            break;
        }
        // An empty piece changes nothing, but there must be an end.
        let length = if pieces.len() > 2 * stream.len() { left.len() } else { usize::from(*length) };
        let (piece, rest) = left.split_at(length.min(left.len()));
        pieces.push(piece.to_vec());
        left = rest;
    }
    pieces
}
