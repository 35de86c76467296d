//! Bodies made at random: right ones by their JSON Schema, nearly right ones, and anything at all.
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::Union;
use proptest::string::string_regex;
use serde_json::{Map, Value, json};

use super::schema::{alternatives, fits, names};

/// What people type, and what nobody should.
const TEXTS: [&str; 23] = [
    "",
    " ",
    "A",
    "B",
    "T",
    "yes",
    "elderly",
    "vi",
    "en",
    "1",
    "3",
    "A001",
    "T002",
    "turn",
    "Kiosk 1",
    "tay-ninh",
    "break",
    "KD01",
    "Nguyễn Thị Hoà",
    "Nguye\u{302}\u{303}n",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}\u{feff}\u{10ffff}",
];
const NUMBERS: [&str; 9] = [
    "0",
    "-0",
    "1.0",
    "-1",
    "1e300",
    "18446744073709551615",
    "-9223372036854775808",
    "123456789012345678901",
    "0.5",
];
/// Times in many spellings; RFC 3339 has some of them.
pub(super) const TIMES: [&str; 12] = [
    "2026-11-23T08:42:10+07:00",
    "2026-11-23t01:42:10.123456z",
    "2026-11-23 08:42:10+07:00",
    "2026-11-23T08:42+07:00",
    "2026-11-23T08:42:10+07:00[Asia/Ho_Chi_Minh]",
    "20261123T084210+0700",
    "2026-02-29T08:42:10Z",
    "+002026-11-23T08:42:10Z",
    "2026-11-23T08:42:10,5Z",
    "2026-11-23T08:42:10+07",
    "2026-11-23T08:42:10+07:00:30",
    "2026-11-23T23:59:60Z",
];

/// A body that fits its schema.
pub(in crate::http) fn right(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(words) = schema["enum"].as_array() {
        return select(words.clone()).boxed();
    }
    if schema["anyOf"].is_array() {
        return Union::new(alternatives(schema).map(right)).boxed();
    }
    match schema["type"].as_str().unwrap() {
        "null" => Just(Value::Null).boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "integer" => whole(schema),
        "string" => text(schema),
        "array" => prop::collection::vec(right(&schema["items"]), 0..4).prop_map(Value::from).boxed(),
        "object" if schema["additionalProperties"].is_object() => entries(schema),
        "object" => object(schema),
        other => panic!("{other}"),
    }
}

/// A body that fits its schema but for a few changes.
pub(in crate::http) fn nearly_right(schema: &Value) -> BoxedStrategy<Value> {
    let names = names_of(schema);
    let change = (any::<Index>(), select(names), change());
    (right(schema), prop::collection::vec(change, 0..4))
        .prop_map(|(body, changes)| {
            changes.into_iter().fold(body, |body, (place, name, change)| changed(body, place, &name, change))
        })
        .boxed()
}

/// Any JSON at all.
pub(in crate::http) fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(&NUMBERS[..]).prop_map(|number| serde_json::from_str(number).unwrap()),
        select(&TEXTS[..]).prop_map(Value::from),
        select(&TIMES[..]).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        (0_usize..1200).prop_map(|length| Value::from("ệ".repeat(length))),
    ];
    let nested = |inner: BoxedStrategy<Value>| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{0,8}|\\PC{0,3}", inner, 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    };
    leaf.boxed().prop_recursive(4, 24, 4, move |inner| nested(inner.boxed())).boxed()
}

fn whole(schema: &Value) -> BoxedStrategy<Value> {
    let limit = |name: &str| schema[name].as_i64().unwrap();
    let numbers = limit("minimum")..=limit("maximum");
    #[expect(clippy::cast_precision_loss, reason = "they are small")]
    let number =
        |(number, as_float): (i64, bool)| if as_float { json!(number as f64) } else { json!(number) };
    (numbers, any::<bool>()).prop_map(number).boxed()
}

fn text(schema: &Value) -> BoxedStrategy<Value> {
    let texts = match (schema["format"].as_str(), schema["pattern"].as_str()) {
        (Some("date"), _) => date().boxed(),
        (Some("date-time"), _) => date_time().boxed(),
        // Everything but control characters, if there is any pattern at all.
        (_, None) => line(schema),
        (_, Some(pattern)) if pattern.starts_with("^[^") => line(schema),
        (_, Some(pattern)) => {
            prop_oneof![known(schema), string_regex(pattern.trim_matches(['^', '$'])).unwrap()].boxed()
        }
    };
    texts.prop_map(Value::from).boxed()
}

/// What the sample office knows of texts that have a pattern.
fn known(schema: &Value) -> BoxedStrategy<String> {
    let fits = |text: &&str| fits(schema, &Value::from(*text));
    let known: Vec<_> = TEXTS.into_iter().filter(fits).map(str::to_owned).collect();
    select(known).boxed()
}

fn line(schema: &Value) -> BoxedStrategy<String> {
    let max = usize::try_from(schema["maxLength"].as_u64().unwrap()).unwrap();
    let schema = schema.clone();
    let longest = prop::collection::vec(select(vec!['a', 'ệ', '票', '🎫']), max);
    let words = TEXTS.into_iter().filter(|text| !text.is_empty() && !text.contains(|c: char| c.is_control()));
    prop_oneof![
        8 => select(words.collect::<Vec<_>>()).prop_map(str::to_owned),
        8 => "\\PC{1,20}",
        1 => longest.prop_map(String::from_iter),
    ]
    .prop_filter("it fits", move |text| fits(&schema, &Value::from(text.as_str())))
    .boxed()
}

fn date() -> impl Strategy<Value = String> {
    (1970..2200, 1..=12, 1..=28).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn date_time() -> impl Strategy<Value = String> {
    let time =
        (0..24, 0..60, 0..60).prop_map(|(hour, minute, second)| format!("{hour:02}:{minute:02}:{second:02}"));
    let offset = select(vec!["Z", "z", "+07:00", "-00:00", "-11:30", "+14:00"]);
    let fraction = select(vec!["", ".5", ".123456"]);
    (date(), select(vec!["T", "t"]), time, fraction, offset)
        .prop_map(|(date, t, time, fraction, offset)| format!("{date}{t}{time}{fraction}{offset}"))
}

fn entries(schema: &Value) -> BoxedStrategy<Value> {
    let names = right(&schema["propertyNames"]).prop_map(|name| name.as_str().unwrap().to_owned());
    let entries = prop::collection::hash_map(names, right(&schema["additionalProperties"]), 1..4);
    entries.prop_map(|entries| Value::Object(entries.into_iter().collect())).boxed()
}

fn object(schema: &Value) -> BoxedStrategy<Value> {
    let fields = schema["properties"].as_object().unwrap().iter().map(|(name, property)| {
        let is_needed = names(&schema["required"]).any(|needed| needed == name);
        let value = right(property);
        let value = if is_needed { value.prop_map(Some).boxed() } else { prop::option::of(value).boxed() };
        value.prop_map({
            let name = name.clone();
            move |value| value.map(|value| (name.clone(), value))
        })
    });
    let either: Vec<_> = schema["oneOf"].as_array().into_iter().flatten().cloned().collect();
    let values: Vec<_> = either
        .iter()
        .flat_map(|one| names(&one["required"]))
        .map(|name| (name.to_owned(), alternatives(&schema["properties"][name]).next().unwrap().clone()))
        .collect();
    let one = if values.is_empty() {
        Just(None).boxed()
    } else {
        let of =
            |(name, schema): (String, Value)| right(&schema).prop_map(move |value| (name.clone(), value));
        Union::new(values.clone().into_iter().map(of)).prop_map(Some).boxed()
    };
    (fields.collect::<Vec<_>>(), one)
        .prop_map(move |(fields, one)| {
            let mut object: Map<_, _> = fields.into_iter().flatten().collect();
            if let Some((name, value)) = one {
                values.iter().for_each(|(name, _)| drop(object.remove(name)));
                object.insert(name, value);
            }
            Value::Object(object)
        })
        .boxed()
}

/// What is done to one value.
#[derive(Clone, Debug)]
enum Change {
    Remove,
    Put(Value),
    Add(Value),
    Wrap,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Remove),
        Just(Change::Wrap),
        Just(Change::Put(Value::Null)),
        anything().prop_map(Change::Put),
        anything().prop_map(Change::Add),
    ]
}

/// Names of fields, those of the body and others.
fn names_of(schema: &Value) -> Vec<String> {
    let own = schema["properties"].as_object().unwrap().keys().cloned();
    let others = ["", "in_hand", "Service", "sẽrvice", "se\u{303}rvice", "__proto__", "a.b[0]"];
    own.chain(others.map(str::to_owned)).collect()
}

/// Changes one place of a body: any value in it, or the body itself.
fn changed(body: Value, place: Index, name: &str, change: Change) -> Value {
    let mut body = body;
    let count = count(&body);
    let mut left = place.index(count);
    if let Some(found) = nth(&mut body, &mut left) {
        apply(found, name, change);
    }
    body
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

fn nth<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Value::Object(fields) => fields.values_mut().find_map(|value| nth(value, left)),
        _ => None,
    }
}

fn apply(value: &mut Value, name: &str, change: Change) {
    match (change, &mut *value) {
        (Change::Put(other), Value::Object(fields)) if fields.contains_key(name) => {
            drop(fields.insert(name.to_owned(), other))
        }
        (Change::Put(other), _) => *value = other,
        (Change::Wrap, _) => *value = json!([value.take()]),
        (Change::Remove, Value::Object(fields)) => drop(fields.remove(name)),
        (Change::Remove, Value::Array(items)) => drop(items.pop()),
        (Change::Remove, _) => {}
        (Change::Add(other), Value::Object(fields)) => drop(fields.insert(name.to_owned(), other)),
        (Change::Add(other), Value::Array(items)) => items.push(other),
        (Change::Add(other), _) => *value = other,
    }
}
