//! Event streams at random: however the bytes are cut, the same is heard of them.
use client::{Away, Failure, Message, News, OfficeMessage, replay};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use protocol::{Call, Notice, PublicTicket, Withdrawn};

fn hear(pieces: Vec<Vec<u8>>) -> Vec<News<OfficeMessage>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime").block_on(replay(pieces))
}

/// The same bytes, cut at these places.
fn cut(bytes: &[u8], at: &[Index]) -> Vec<Vec<u8>> {
    let mut ends: Vec<_> = at.iter().map(|at| at.index(bytes.len() + 1)).chain([bytes.len()]).collect();
    ends.sort_unstable();
    let begins = [0].into_iter().chain(ends.clone());
    begins.zip(ends).map(|(begin, end)| bytes[begin..end].to_vec()).collect()
}

fn by_bytes(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes.iter().map(|byte| vec![*byte]).collect()
}

fn call(number: u64, name: &str) -> Call {
    let call = serde_json::json!({
        "call": number, "number": "A012", "counter": "3", "counter_name": {"vi": name}, "service": "A",
        "short": {}, "at": "2026-11-23T08:42:10+07:00", "recall": 0,
    });
    serde_json::from_value(call).expect("a call")
}

fn notice(number: u64, text: &str) -> Notice {
    let notice = serde_json::json!({
        "notice": number, "text": {"vi": text}, "at": "2026-11-23T08:42:10+07:00", "until": null,
    });
    serde_json::from_value(notice).expect("a notice")
}

/// A message as it may be written: any end of line, with or without spaces, with what means nothing in between.
fn written(message: &OfficeMessage, style: &Style) -> String {
    let (event, data) = match message {
        OfficeMessage::Call(call) => ("call", serde_json::to_string_pretty(call)),
        OfficeMessage::Withdrawn(withdrawn) => ("withdrawn", serde_json::to_string_pretty(withdrawn)),
        OfficeMessage::Notice(notice) => ("notice", serde_json::to_string_pretty(notice)),
        OfficeMessage::Board(board) => ("board", serde_json::to_string_pretty(board)),
    };
    let field = |name: &str, value: &str| format!("{name}:{}{value}{}", style.space, style.end);
    let data = data.expect("plain data");
    let data: Vec<_> = data.lines().map(|line| field("data", line)).collect();
    let fields =
        [field("event", event), field("id", "7"), style.idle.clone(), data.concat(), style.end.to_owned()];
    fields.concat().replace('\u{1}', style.end)
}

#[derive(Clone, Debug)]
struct Style {
    end: &'static str,
    space: &'static str,
    /// Lines that mean nothing; U+0001 stands for their ends.
    idle: String,
}

fn style() -> impl Strategy<Value = Style> {
    let idle = select(vec![
        "",
        ":\u{1}",
        ": alive\u{1}:\u{1}",
        "color: 7\u{1}",
        "retry: 10\u{1}",
        "retry: x\u{1}",
        "nothing\u{1}",
    ]);
    (select(vec!["\n", "\r\n", "\r"]), select(vec!["", " "]), idle).prop_map(|(end, space, idle)| Style {
        end,
        space,
        idle: idle.to_owned(),
    })
}

fn message() -> impl Strategy<Value = OfficeMessage> {
    prop_oneof![
        (1..4_u64, "[^\\p{Cc}]{0,12}").prop_map(|(number, name)| OfficeMessage::Call(call(number, &name))),
        (1..4_u64, "[^\\p{Cc}]{0,12}")
            .prop_map(|(number, text)| OfficeMessage::Notice(notice(number, &text))),
        any::<u32>().prop_map(|call| OfficeMessage::Withdrawn(Withdrawn {
            call: u64::from(call),
            number: "B001".into()
        })),
    ]
}

/// Pieces of event streams, right and wrong ones, and any bytes.
fn any_stream() -> impl Strategy<Value = Vec<u8>> {
    let words = select(vec![
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "data",
        "data:",
        "data: {}",
        "event:call",
        "event: withdrawn",
        "id: 5",
        "id:",
        ":",
        " ",
        "retry: 5",
        "data: {\"call\":4,\"number\":\"A011\"}",
        "\u{feff}",
        "ệ",
        "{\"call\":4,",
        "\"number\":\"A\"}",
    ]);
    let piece = prop_oneof![
        6 => words.prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn messages_are_heard_as_they_were_written(
        written_messages in prop::collection::vec((message(), style()), 0..6), at in prop::collection::vec(any::<Index>(), 0..12),
    ) {
        let text: String = written_messages.iter().map(|(message, style)| written(message, style)).collect();
        // No call and no notice comes twice: what was announced only grows.
        let mut last = 0;
        let expected = written_messages.into_iter().map(|(message, _)| message).filter(|message| {
            let is_new = message.announced().is_none_or(|number| number > last);
            last = last.max(message.announced().unwrap_or_default());
            is_new
        });
        let end = News::Lost(Failure::Away(Away::Cut("the server ended the event stream".into())));
        let expected: Vec<_> = expected.map(News::Message).chain([end]).collect();
        prop_assert_eq!(hear(cut(text.as_bytes(), &at)), expected, "{:?}", text);
    }

    #[test]
    fn any_bytes_are_heard_alike_however_they_are_cut(
        bytes in prop_oneof![any_stream(), prop::collection::vec(any::<u8>(), 0..200)], at in prop::collection::vec(any::<Index>(), 0..12),
    ) {
        let whole = hear(vec![bytes.clone()]);
        prop_assert_eq!(&hear(cut(&bytes, &at)), &whole);
        prop_assert_eq!(&hear(by_bytes(&bytes)), &whole);
    }
}

#[test]
fn a_large_piece_of_small_messages_is_no_endless_message() {
    let message = format!("data: {{}}\n:{}\n\n", " ".repeat(3000));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let bytes = message.repeat(1000).into_bytes();
    let heard: Vec<News<PublicTicket>> = runtime.block_on(replay(vec![bytes.clone()]));
    let in_pieces: Vec<_> = runtime.block_on(replay(bytes.chunks(1000).map(<[u8]>::to_vec).collect()));
    assert_eq!(heard, in_pieces);
    let office =
        message.replace("data", "event: withdrawn\ndata").replace("{}", r#"{"call":4,"number":"A011"}"#);
    assert_eq!(hear(vec![office.repeat(1000).into_bytes()]).len(), 1001);
}
