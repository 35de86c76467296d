//! The kinds of values that bodies consist of. What an office must know (a service, a group) is only read here,
//! and checked where the office is.
mod day;
mod times;

use protocol::{DeviceKind, PrintProblem};
use queue::{Letter, Number, OutcomeKind, PlaceWish};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(super) use day::{REASON, SERVICES, WORDING, Wording};
pub(super) use times::{DATE, MOMENT};

use super::fields::Kind;
use super::names::Named;
use crate::accounts::device_name;

/// The letter of a service.
pub(super) const LETTER: Kind<Letter> = Kind {
    read: |value| text_of(value)?.parse().map_err(|_| "is not one capital of A to Z".to_owned()),
    schema: || json!({"type": "string", "pattern": "^[A-Z]$"}),
    names: Some(|letter| Named::Service(*letter)),
};

/// What is printed on a ticket.
pub(super) const NUMBER: Kind<Number> = Kind {
    read: |value| text_of(value)?.parse().map_err(|_| "is not a number such as A012".to_owned()),
    schema: || json!({"type": "string", "pattern": NUMBER_PATTERN}),
    names: None,
};

/// A ticket that must be there: one out of form is as unknown as one that was not issued.
pub(super) const TICKET: Kind<Number> = Kind {
    read: |value| Ok(text_of(value)?.parse().unwrap_or(Number::NONE)),
    schema: || json!({"type": "string", "pattern": NUMBER_PATTERN}),
    names: Some(|number| Named::Ticket(*number)),
};

/// The code of a counter.
pub(super) const COUNTER: Kind<String> =
    Kind { read: word, schema: word_schema, names: Some(|code| Named::Counter(code.clone())) };

/// Where a ticket that is sent on shall stand.
pub(super) const PLACE: Kind<PlaceWish> = Kind {
    read: |value| one_of(value, &PLACES),
    schema: || json!({"type": "string", "enum": PLACES}),
    names: None,
};

/// In front of all: the only place that can be asked for.
pub(super) const FRONT: Kind<()> = Kind {
    read: |value| if text_of(value)? == FRONT_WORD { Ok(()) } else { Err(format!("is not {FRONT_WORD}")) },
    schema: || json!({"type": "string", "enum": [FRONT_WORD]}),
    names: None,
};

/// The name of a device.
pub(super) const DEVICE: Kind<String> = Kind { read: word, schema: word_schema, names: None };

/// What a new device is called: as a word, and more than spaces.
pub(super) const DEVICE_NAME: Kind<String> = Kind {
    read: |value| {
        let text = word(value)?;
        device_name(&text).ok_or_else(|| "has nothing but spaces".to_owned())
    },
    schema: || {
        let mut schema = word_schema();
        let any = r"[^\u0000-\u001f\u007f-\u009f]";
        // What Unicode calls white space; `\s` means more to JavaScript.
        let seen = r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]";
        schema["pattern"] = json!(format!("^{any}*{seen}{any}*$"));
        schema
    },
    names: None,
};

/// What a device is.
pub(super) const DEVICE_KIND: Kind<DeviceKind> = Kind {
    read: |value| one_of(value, &DeviceKind::ALL.map(DeviceKind::word)),
    schema: || json!({"type": "string", "enum": DeviceKind::ALL.map(DeviceKind::word)}),
    names: None,
};

/// What staff write for each other.
pub(super) const NOTE: Kind<String> =
    Kind { read: |value| free(value, NOTE_MAX), schema: || free_schema(NOTE_MAX), names: None };

/// A priority group, or "yes".
pub(super) const PRIORITY: Kind<String> =
    Kind { read: word, schema: word_schema, names: Some(|code| Named::Priority(code.clone())) };

/// A procedure of the catalogue.
pub(super) const PROCEDURE: Kind<String> =
    Kind { read: word, schema: word_schema, names: Some(|code| Named::Procedure(code.clone())) };

/// The reason of a pause.
pub(super) const PAUSE_REASON: Kind<String> =
    Kind { read: word, schema: word_schema, names: Some(|code| Named::PauseReason(code.clone())) };

/// A short text in one line: a version, a state.
pub(super) const WORD: Kind<String> = Kind { read: word, schema: word_schema, names: None };

/// A text of one line.
pub(super) const LINE: Kind<String> =
    Kind { read: |value| line(value, LINE_MAX), schema: || line_schema(LINE_MAX), names: None };

/// What a visitor says about a visit.
pub(super) const COMMENT: Kind<String> =
    Kind { read: |value| free(value, COMMENT_MAX), schema: || free_schema(COMMENT_MAX), names: None };

/// What opens an account. Any character may be in it.
pub(super) const PASSWORD: Kind<String> = Kind {
    read: |value| {
        let text = text_of(value)?;
        let fits = (1..=PASSWORD_MAX).contains(&text.chars().count());
        if fits { Ok(text.to_owned()) } else { Err(format!("is not 1 to {PASSWORD_MAX} characters long")) }
    },
    schema: || json!({"type": "string", "minLength": 1, "maxLength": PASSWORD_MAX}),
    names: None,
};

/// The code of a language.
pub(super) const LANGUAGE: Kind<String> = Kind {
    read: |value| {
        let text = text_of(value)?;
        let fits = (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase());
        if fits { Ok(text.to_owned()) } else { Err("is not a language code such as vi".to_owned()) }
    },
    schema: || json!({"type": "string", "pattern": "^[a-z]{2,3}$"}),
    names: None,
};

/// Yes or no.
pub(super) const FLAG: Kind<bool> = Kind {
    read: |value| value.as_bool().ok_or_else(|| "is not true or false".to_owned()),
    schema: || json!({"type": "boolean"}),
    names: None,
};

/// How many of a thing one visit can be about.
pub(super) const COUNT: Kind<u32> = Kind {
    read: |value| {
        let count = whole(value).and_then(|count| u32::try_from(count).ok());
        let fits = count.filter(|count| (1..=COUNT_MAX).contains(count));
        fits.ok_or_else(|| format!("is not a whole number of 1 to {COUNT_MAX}"))
    },
    schema: || json!({"type": "integer", "minimum": 1, "maximum": COUNT_MAX}),
    names: None,
};

/// How good a visit was.
pub(super) const STARS: Kind<u8> = Kind {
    read: |value| {
        let stars = whole(value).and_then(|stars| u8::try_from(stars).ok());
        let fits = stars.filter(|stars| (1..=STARS_MAX).contains(stars));
        fits.ok_or_else(|| format!("is not a whole number of 1 to {STARS_MAX}"))
    },
    schema: || json!({"type": "integer", "minimum": 1, "maximum": STARS_MAX}),
    names: None,
};

/// What is wrong with a printer.
pub(super) const PRINT_PROBLEM: Kind<PrintProblem> = Kind {
    read: |value| one_of(value, &PRINT_PROBLEMS),
    schema: || json!({"type": "string", "enum": PRINT_PROBLEMS}),
    names: None,
};

/// What came of a visit.
pub(super) const OUTCOME: Kind<OutcomeKind> = Kind {
    read: |value| one_of(value, &OUTCOMES),
    schema: || json!({"type": "string", "enum": OUTCOMES}),
    names: None,
};

/// A capital, then 1 to 999,999 in three digits or more.
pub(super) const NUMBER_PATTERN: &str = "^[A-Z](00[1-9]|0[1-9][0-9]|[1-9][0-9]{2,5})$";
const WORD_MAX: usize = 64;
const LINE_MAX: usize = 200;
const NOTE_MAX: usize = 500;
const COMMENT_MAX: usize = 1000;
const PASSWORD_MAX: usize = 1024;
const COUNT_MAX: u32 = 999;
const STARS_MAX: u8 = 5;
const PRINT_PROBLEMS: [&str; 5] = ["paper_out", "paper_low", "cover_open", "offline", "unknown"];
const FRONT_WORD: &str = "front";
const PLACES: [&str; 3] = ["turn", "front", "end"];
const OUTCOMES: [&str; 6] = ["accepted", "guided", "supplement", "refused", "returned", "left"];

/// A whole number; `3.0` is one too, as JSON Schema has it.
pub(super) fn whole(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let float = value.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < EXACT);
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and below 2^53")]
    value.as_i64().or_else(|| float.map(|float| float as i64))
}

fn text_of(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "is not a text".to_owned())
}

fn word(value: &Value) -> Result<String, String> {
    line(value, WORD_MAX)
}

fn word_schema() -> Value {
    line_schema(WORD_MAX)
}

fn line(value: &Value, max: usize) -> Result<String, String> {
    fitting(text_of(value)?, max, char::is_control)
}

/// A text of any number of lines, written by a person.
fn free(value: &Value, max: usize) -> Result<String, String> {
    fitting(text_of(value)?, max, |c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

fn fitting(text: &str, max: usize, refused: fn(char) -> bool) -> Result<String, String> {
    if text.chars().any(refused) {
        return Err("has control characters".to_owned());
    }
    let fits = (1..=max).contains(&text.chars().count());
    if fits { Ok(text.to_owned()) } else { Err(format!("is not 1 to {max} characters long")) }
}

fn line_schema(max: usize) -> Value {
    text_schema(max, r"^[^\u0000-\u001f\u007f-\u009f]*$")
}

fn free_schema(max: usize) -> Value {
    text_schema(max, r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$")
}

fn text_schema(max: usize, pattern: &str) -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": max, "pattern": pattern})
}

fn one_of<T: DeserializeOwned>(value: &Value, words: &[&str]) -> Result<T, String> {
    // As a text: serde also takes an object with the word as its only field.
    let word = Value::from(text_of(value)?);
    serde_json::from_value(word).map_err(|_| format!("is none of {}", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes<T>(kind: &Kind<T>, value: &Value) -> bool {
        (kind.read)(value).is_ok()
    }

    #[test]
    fn values_of_a_kind_are_taken_and_others_are_not() {
        for value in [json!("A"), json!("Z")] {
            assert!(takes(&LETTER, &value), "{value}");
        }
        for value in [json!("a"), json!("AA"), json!(""), json!("Đ"), json!(1), json!(null), json!(["A"])] {
            assert!(!takes(&LETTER, &value), "{value}");
        }
        for value in [json!("vi"), json!("khm")] {
            assert!(takes(&LANGUAGE, &value), "{value}");
        }
        for value in [json!("v"), json!("VI"), json!("vi-VN"), json!("é1"), json!(2)] {
            assert!(!takes(&LANGUAGE, &value), "{value}");
        }
        for value in [json!("x"), json!("Hết giấy"), json!("x".repeat(64))] {
            assert!(takes(&WORD, &value), "{value}");
        }
        for value in [json!(""), json!("a\u{0}b"), json!("a\nb"), json!("x".repeat(65)), json!({})] {
            assert!(!takes(&WORD, &value), "{value}");
        }
        for value in [json!(1), json!(999), json!(7.0)] {
            assert!(takes(&COUNT, &value), "{value}");
        }
        for value in [json!(0), json!(-1), json!(1000), json!(1.5), json!(1e300), json!(u64::MAX), json!("1")]
        {
            assert!(!takes(&COUNT, &value), "{value}");
        }
        for value in [json!(1), json!(5), json!(4.0)] {
            assert!(takes(&STARS, &value), "{value}");
        }
        for value in [json!(0), json!(6), json!(-1), json!(4.5), json!(257), json!("5"), json!(null)] {
            assert!(!takes(&STARS, &value), "{value}");
        }
        for value in [json!("Nhanh"), json!("một\nhai\r\n\tba"), json!("x".repeat(1000))] {
            assert!(takes(&COMMENT, &value), "{value}");
        }
        for value in [json!(""), json!("\u{0}"), json!("\u{1b}[2J"), json!("x".repeat(1001)), json!(5)] {
            assert!(!takes(&COMMENT, &value), "{value}");
        }
        assert_eq!((TICKET.read)(&json!("A012")), Ok("A012".parse().unwrap()));
        assert_eq!((TICKET.read)(&json!("a12")), Ok(Number::NONE));
        assert!(!takes(&TICKET, &json!(12)));
        assert!(takes(&NOTE, &json!("x".repeat(500))) && !takes(&NOTE, &json!("x".repeat(501))));
        assert!(takes(&MOMENT, &json!("2026-11-23T08:42:10+07:00")));
        assert!(!takes(&MOMENT, &json!("2026-11-23T08:42:10")));
        assert!(takes(&DATE, &json!("2026-11-23")));
        for value in
            [json!("20261123"), json!("2026-11-31"), json!("2026-11-23T00:00:00"), json!("+002026-11-23")]
        {
            assert!(!takes(&DATE, &value), "{value}");
        }
        assert!(takes(&PASSWORD, &json!("\t ")));
        assert!(!takes(&PASSWORD, &json!("")));
    }

    #[test]
    fn every_word_of_a_list_is_known() {
        for kind in DeviceKind::ALL {
            assert_eq!((DEVICE_KIND.read)(&json!(kind.word())), Ok(kind));
        }
        assert!(!takes(&DEVICE_KIND, &json!("printer")));
        for word in PRINT_PROBLEMS {
            assert!(takes(&PRINT_PROBLEM, &json!(word)), "{word}");
        }
        assert!(takes(&FRONT, &json!("front")) && !takes(&FRONT, &json!("turn")));
        for word in PLACES {
            assert!(takes(&PLACE, &json!(word)), "{word}");
        }
        for word in OUTCOMES {
            assert!(takes(&OUTCOME, &json!(word)), "{word}");
        }
        assert_eq!(
            (OUTCOME.read)(&json!("eaten")).unwrap_err(),
            format!("is none of {}", OUTCOMES.join(", "))
        );
        assert!(!takes(&OUTCOME, &json!({"left": null})), "only the word itself");
    }
}
