//! The kinds of values by which a manager changes the day.
use std::collections::BTreeMap;

use protocol::Text;
use queue::Letter;
use serde_json::{Map, Value, json};

use super::super::fields::Kind;
use super::super::names::Named;
use super::{LANGUAGE, LETTER, NOTE_MAX, line, line_schema, whole};

/// As in the office file.
const PREFERENCE_MAX_MIN: u32 = 60;

/// A text as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::http) enum Wording {
    /// In the office's first language.
    First(String),
    /// By language.
    Each(Text),
}

/// Why visitors get no numbers of a service.
pub(in crate::http) const REASON: Kind<String> =
    Kind { read: |value| line(value, NOTE_MAX), schema: || line_schema(NOTE_MAX), names: None };

/// A line of text for all, in several languages or in the office's first.
pub(in crate::http) const WORDING: Kind<Wording> = Kind {
    read: |value| match value {
        Value::String(_) => Ok(Wording::First(line(value, NOTE_MAX)?)),
        Value::Object(texts) => Ok(Wording::Each(each_language(texts)?)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            Err("is neither a text nor texts by language".to_owned())
        }
    },
    schema: || {
        let each = json!({
            "type": "object",
            "minProperties": 1,
            "propertyNames": (LANGUAGE.schema)(),
            "additionalProperties": line_schema(NOTE_MAX),
        });
        json!({"anyOf": [line_schema(NOTE_MAX), each]})
    },
    names: None,
};

/// What a counter serves, with the minutes by which it counts each service as later.
pub(in crate::http) const SERVICES: Kind<BTreeMap<Letter, u32>> = Kind {
    read: |value| {
        let Value::Object(services) = value else { return Err("is not minutes by service".to_owned()) };
        if services.is_empty() {
            return Err("names no service".to_owned());
        }
        services.iter().map(|(letter, minutes)| served(letter, minutes)).collect()
    },
    schema: || {
        json!({
            "type": "object",
            "minProperties": 1,
            "propertyNames": (LETTER.schema)(),
            "additionalProperties": {"type": "integer", "minimum": 0, "maximum": PREFERENCE_MAX_MIN},
        })
    },
    names: Some(|services| Named::Services(services.keys().copied().collect())),
};

fn each_language(texts: &Map<String, Value>) -> Result<Text, String> {
    if texts.is_empty() {
        return Err("has no text in any language".to_owned());
    }
    let text = |(language, text): (&String, &Value)| {
        let wrong = |detail: String| format!("{language}: {detail}");
        (LANGUAGE.read)(&Value::from(language.as_str())).map_err(wrong)?;
        Ok((language.clone(), line(text, NOTE_MAX).map_err(wrong)?))
    };
    Ok(Text(texts.iter().map(text).collect::<Result<_, String>>()?))
}

fn served(letter: &str, minutes: &Value) -> Result<(Letter, u32), String> {
    let letter = letter.parse().map_err(|_| format!("{letter:?} is not one capital of A to Z"))?;
    let whole = whole(minutes).and_then(|minutes| u32::try_from(minutes).ok());
    let fits = whole.filter(|minutes| *minutes <= PREFERENCE_MAX_MIN);
    let wrong = || format!("{letter} is not a whole number of 0 to {PREFERENCE_MAX_MIN} minutes");
    Ok((letter, fits.ok_or_else(wrong)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_one_text_or_one_for_each_language() {
        assert_eq!((WORDING.read)(&json!("Nghỉ trưa")), Ok(Wording::First("Nghỉ trưa".into())));
        let both = json!({"vi": "Nghỉ trưa", "en": "Lunch"});
        let each = Wording::Each([("vi", "Nghỉ trưa"), ("en", "Lunch")].into());
        assert_eq!((WORDING.read)(&both), Ok(each));
        for (value, detail) in [
            (json!({}), "has no text in any language"),
            (json!({"vi": ""}), "vi: is not 1 to 500 characters long"),
            (json!({"VI": "x"}), "VI: is not a language code such as vi"),
            (json!({"vi": 1}), "vi: is not a text"),
            (json!("a\nb"), "has control characters"),
            (json!(["x"]), "is neither a text nor texts by language"),
        ] {
            assert_eq!((WORDING.read)(&value).unwrap_err(), detail, "{value}");
        }
    }

    #[test]
    fn a_counter_serves_services_with_their_minutes() {
        let minutes = |pairs: &[(&str, u32)]| {
            pairs.iter().map(|(letter, minutes)| (letter.parse().unwrap(), *minutes)).collect()
        };
        assert_eq!((SERVICES.read)(&json!({"T": 0, "A": 10.0})), Ok(minutes(&[("A", 10), ("T", 0)])));
        for (value, detail) in [
            (json!({}), "names no service"),
            (json!({"A": 61}), "A is not a whole number of 0 to 60 minutes"),
            (json!({"A": -1}), "A is not a whole number of 0 to 60 minutes"),
            (json!({"a": 0}), "\"a\" is not one capital of A to Z"),
            (json!(["A"]), "is not minutes by service"),
        ] {
            assert_eq!((SERVICES.read)(&value).unwrap_err(), detail, "{value}");
        }
    }
}
