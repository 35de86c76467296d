//! A second reading of bodies, by their JSON Schema alone: which fields are wrong. It knows nothing of the readers,
//! so that the document and the readers can be held against each other.
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use regex::Regex;
use serde_json::{Map, Value};

/// The names of all wrong fields, each once and in order, as a 422 gives them.
pub(in crate::http) fn wrong(schema: &Value, body: &Value) -> Vec<String> {
    let Value::Object(object) = body else { return vec![String::new()] };
    let mut wrong = Vec::new();
    in_object(schema, object, "", &mut wrong);
    wrong.sort();
    wrong
}

fn in_object(schema: &Value, object: &Map<String, Value>, path: &str, wrong: &mut Vec<String>) {
    let properties = schema["properties"].as_object().unwrap();
    let before = wrong.len();
    for (name, property) in properties {
        let place = format!("{path}{name}");
        match object.get(name) {
            Some(value) => in_property(property, value, &place, wrong),
            None if names(&schema["required"]).any(|needed| needed == name) => wrong.push(place),
            None => {}
        }
    }
    let is_given = |name: &str| object.get(name).is_some_and(|value| !value.is_null());
    let either: Vec<_> = schema["oneOf"].as_array().into_iter().flatten().collect();
    let either: Vec<_> = either.into_iter().flat_map(|one| names(&one["required"])).collect();
    let given = either.iter().filter(|name| is_given(name)).count();
    let is_readable =
        !wrong[before..].iter().any(|place| either.iter().any(|name| *place == format!("{path}{name}")));
    if !either.is_empty() && given != 1 && is_readable {
        wrong.extend(either.iter().map(|name| format!("{path}{name}")));
    }
    let unknown = object.keys().filter(|name| !properties.contains_key(*name));
    wrong.extend(unknown.map(|name| format!("{path}{name}")));
}

fn in_property(schema: &Value, value: &Value, place: &str, wrong: &mut Vec<String>) {
    let is_list = |schema: &&Value| schema["type"] == "array";
    let list = alternatives(schema).find(is_list);
    match (list, value) {
        (Some(list), Value::Array(items)) if fits_length(items.len(), list, "minItems", "maxItems") => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Value::Object(object) => {
                        in_object(&list["items"], object, &format!("{place}[{index}]."), wrong)
                    }
                    _ => wrong.push(format!("{place}[{index}]")),
                }
            }
        }
        _ if fits(schema, value) => {}
        _ => wrong.push(place.to_owned()),
    }
}

/// The schemas of which a value must fit one.
pub(super) fn alternatives(schema: &Value) -> impl Iterator<Item = &Value> {
    let any = schema["anyOf"].as_array();
    any.map_or(std::slice::from_ref(schema), Vec::as_slice).iter()
}

/// Whether a value is as its schema has it.
pub(super) fn fits(schema: &Value, value: &Value) -> bool {
    if let Some(any) = schema["anyOf"].as_array() {
        return any.iter().any(|schema| fits(schema, value));
    }
    match (schema["type"].as_str().unwrap(), value) {
        ("null", Value::Null) | ("boolean", Value::Bool(_)) => true,
        ("integer", Value::Number(number)) => fits_whole(schema, number.as_f64().unwrap()),
        ("string", Value::String(text)) => fits_text(schema, text),
        ("object", Value::Object(object)) => fits_entries(schema, object),
        _ => false,
    }
}

fn fits_whole(schema: &Value, number: f64) -> bool {
    let limit = |name: &str| schema[name].as_f64().unwrap();
    number.fract() == 0.0 && (limit("minimum")..=limit("maximum")).contains(&number)
}

fn fits_text(schema: &Value, text: &str) -> bool {
    let is_one_of = schema["enum"].as_array().is_none_or(|words| words.iter().any(|word| word == text));
    let is_like = schema["pattern"].as_str().is_none_or(|pattern| matches(pattern, text));
    let has_form = match schema["format"].as_str() {
        Some("date") => is_date(text),
        Some("date-time") => is_date_time(text),
        Some(other) => panic!("{other}"),
        None => true,
    };
    is_one_of && is_like && has_form && fits_length(text.chars().count(), schema, "minLength", "maxLength")
}

fn fits_entries(schema: &Value, object: &Map<String, Value>) -> bool {
    fits_length(object.len(), schema, "minProperties", "maxProperties")
        && object.iter().all(|(name, value)| {
            fits(&schema["propertyNames"], &Value::from(name.as_str()))
                && fits(&schema["additionalProperties"], value)
        })
}

fn fits_length(length: usize, schema: &Value, min: &str, max: &str) -> bool {
    let limit = |name: &str| schema[name].as_u64().map(|limit| usize::try_from(limit).unwrap());
    limit(min).is_none_or(|min| min <= length) && limit(max).is_none_or(|max| length <= max)
}

/// RFC 3339, full-date.
fn is_date(text: &str) -> bool {
    matches(r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", text) && {
        let number = |range: std::ops::Range<usize>| text[range].parse::<u16>().unwrap();
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        day <= days
    }
}

/// RFC 3339, date-time; of the last days of the year 9999 nothing is said here.
fn is_date_time(text: &str) -> bool {
    let time = r"^[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";
    text.is_char_boundary(10.min(text.len()))
        && text.len() > 10
        && is_date(&text[..10])
        && matches(time, &text[10..])
}

fn matches(pattern: &str, text: &str) -> bool {
    static PATTERNS: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let mut patterns = PATTERNS.lock().unwrap();
    let known = patterns.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).unwrap());
    known.is_match(text)
}

/// The texts of a list, if there is one.
pub(super) fn names(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}
