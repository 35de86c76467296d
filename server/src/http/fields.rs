//! Reads a body field by field and collects everything that is wrong with it, where serde stops at the first.
//! The same getters, run without a body, describe it for the OpenAPI document, so that both always agree.
use protocol::FieldError;
use serde_json::{Map, Value, json};

use super::names::Named;

/// One kind of value: how it is read, how JSON Schema says the same, and what of the office it names.
pub(super) struct Kind<T> {
    /// Gives the value, or what is wrong with it.
    pub read: fn(&Value) -> Result<T, String>,
    /// The schema of what `read` takes.
    pub schema: fn() -> Value,
    /// What the value names, if it names anything.
    pub names: Option<fn(&T) -> Named>,
}

/// A reader of a body: asks for its fields, and gives the whole if all of them are right.
pub(super) type Reader<T> = fn(&mut Fields<'_>) -> Option<T>;

/// A body that was read: the whole, or every wrong field of it.
pub(super) struct Form<T> {
    /// The whole; `None` exactly when something is wrong.
    pub value: Option<T>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What it names that only the office knows, and in which field.
    pub names: Vec<(String, Named)>,
}

/// The fields of one object. Getters give `None` for a wrong field and note what is wrong.
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    path: String,
    known: Vec<&'static str>,
    errors: Vec<FieldError>,
    names: Vec<(String, Named)>,
    description: Option<Description>,
}

#[derive(Default)]
struct Description {
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    /// Fields of which exactly one must be there.
    either: Vec<&'static str>,
}

impl<T> Form<T> {
    /// Reads a whole body.
    pub(super) fn read(body: &Value, reader: Reader<T>) -> Self {
        let Value::Object(object) = body else {
            let errors = vec![FieldError { field: String::new(), detail: "is not an object".into() }];
            return Self { value: None, errors, names: Vec::new() };
        };
        let mut fields = Fields::new(object, String::new());
        let value = reader(&mut fields);
        fields.refuse_unknown();
        let value = value.filter(|_| fields.errors.is_empty());
        Self { value, errors: fields.errors, names: fields.names }
    }

    /// The same form with something made of its value.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Form<U> {
        Form { value: self.value.map(make), errors: self.errors, names: self.names }
    }
}

/// The JSON Schema of what a reader takes.
pub(super) fn schema<T>(reader: Reader<T>) -> Value {
    let nothing = Map::new();
    let mut fields = Fields::new(&nothing, String::new());
    fields.description = Some(Description::default());
    let _ = reader(&mut fields);
    let described = fields.description.unwrap_or_default();
    let mut schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": described.properties,
    });
    if !described.required.is_empty() {
        schema["required"] = json!(described.required);
    }
    if !described.either.is_empty() {
        let only = |name: &str| json!({"required": [name], "properties": {name: {"not": {"type": "null"}}}});
        schema["oneOf"] = described.either.into_iter().map(only).collect();
    }
    schema
}

impl<'a> Fields<'a> {
    fn new(object: &'a Map<String, Value>, path: String) -> Self {
        Self { object, path, known: Vec::new(), errors: Vec::new(), names: Vec::new(), description: None }
    }

    /// A field that must be there.
    pub(super) fn need<T>(&mut self, name: &'static str, kind: &Kind<T>) -> Option<T> {
        self.describe(name, true, kind.schema);
        match self.object.get(name) {
            Some(value) => self.take(name, value, kind),
            None => self.wrong(name, "is missing"),
        }
    }

    /// A field that must be there and may be null.
    pub(super) fn need_or_null<T>(&mut self, name: &'static str, kind: &Kind<T>) -> Option<Option<T>> {
        self.describe(name, true, || or_null((kind.schema)()));
        match self.object.get(name) {
            None => self.wrong(name, "is missing"),
            Some(Value::Null) => Some(None),
            Some(value) => Some(Some(self.take(name, value, kind)?)),
        }
    }

    /// A field that may be absent or null.
    pub(super) fn may<T>(&mut self, name: &'static str, kind: &Kind<T>) -> Option<Option<T>> {
        Some(self.nullable(name, kind)?.flatten())
    }

    /// A field where null says something else than absence.
    pub(super) fn nullable<T>(&mut self, name: &'static str, kind: &Kind<T>) -> Option<Option<Option<T>>> {
        self.describe(name, false, || or_null((kind.schema)()));
        match self.object.get(name) {
            None => Some(None),
            Some(Value::Null) => Some(Some(None)),
            Some(value) => Some(Some(Some(self.take(name, value, kind)?))),
        }
    }

    /// Notes that exactly one of these fields must be there; to be called when it is not so.
    pub(super) fn not_exactly_one<T>(&mut self, names: [&'static str; 2]) -> Option<T> {
        if let Some(description) = &mut self.description {
            description.either.extend(names);
        }
        let detail = format!("exactly one of {} must be there", names.join(" and "));
        for name in names {
            self.wrong::<()>(name, &detail);
        }
        None
    }

    /// A list of objects, empty when it is absent or null.
    pub(super) fn list<T>(&mut self, name: &'static str, max: usize, reader: Reader<T>) -> Option<Vec<T>> {
        self.describe(name, false, || {
            or_null(json!({"type": "array", "maxItems": max, "items": schema(reader)}))
        });
        match self.object.get(name) {
            None | Some(Value::Null) => Some(Vec::new()),
            Some(Value::Array(items)) if items.len() > max => {
                self.wrong(name, &format!("has more than {max} entries"))
            }
            Some(Value::Array(items)) => self.items(name, items, reader),
            Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) => {
                self.wrong(name, "is not a list")
            }
        }
    }

    fn items<T>(&mut self, name: &'static str, items: &[Value], reader: Reader<T>) -> Option<Vec<T>> {
        let read = |(index, item): (usize, &Value)| {
            let Value::Object(object) = item else {
                return self.wrong(&format!("{name}[{index}]"), "is not an object");
            };
            let mut inner = Fields::new(object, format!("{}{name}[{index}].", self.path));
            let value = reader(&mut inner);
            inner.refuse_unknown();
            self.errors.append(&mut inner.errors);
            self.names.append(&mut inner.names);
            value
        };
        // Every entry is read before the first wrong one ends it, so that all are named.
        let values: Vec<_> = items.iter().enumerate().map(read).collect();
        values.into_iter().collect()
    }

    fn take<T>(&mut self, name: &'static str, value: &Value, kind: &Kind<T>) -> Option<T> {
        match (kind.read)(value) {
            Ok(taken) => {
                if let Some(names) = kind.names {
                    self.names.push((format!("{}{name}", self.path), names(&taken)));
                }
                Some(taken)
            }
            Err(detail) => self.wrong(name, &detail),
        }
    }

    fn wrong<T>(&mut self, name: &str, detail: &str) -> Option<T> {
        self.errors.push(FieldError { field: format!("{}{name}", self.path), detail: detail.to_owned() });
        None
    }

    fn describe(&mut self, name: &'static str, required: bool, schema: impl FnOnce() -> Value) {
        self.known.push(name);
        let Some(description) = &mut self.description else { return };
        description.properties.insert(name.to_owned(), schema());
        if required {
            description.required.push(name);
        }
    }

    fn refuse_unknown(&mut self) {
        let unknown: Vec<_> = self.object.keys().filter(|key| !self.known.contains(&key.as_str())).collect();
        for key in unknown {
            self.wrong::<()>(key, "is not a field of this body");
        }
    }
}

fn or_null(schema: Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

#[cfg(test)]
mod tests {
    use super::super::kinds::{COUNT, FLAG, LETTER, NUMBER};
    use super::*;

    fn reader(fields: &mut Fields<'_>) -> Option<(queue::Letter, Option<bool>, Vec<u32>)> {
        let service = fields.need("service", &LETTER);
        let assist = fields.may("assist", &FLAG);
        let counts = fields.list("outcomes", 2, |inner| inner.need("count", &COUNT));
        Some((service?, assist?, counts?))
    }

    fn wrong(body: Value) -> String {
        let form = Form::read(&body, reader);
        assert!(form.value.is_none(), "{body}");
        let errors = form.errors.iter().map(|error| format!("{} {}", error.field, error.detail));
        errors.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn every_wrong_field_is_named() {
        assert_eq!(wrong(json!([])), " is not an object");
        assert_eq!(wrong(json!({})), "service is missing");
        assert_eq!(wrong(json!({"service": null})), "service is not a text");
        assert_eq!(
            wrong(json!({"service": "AA", "assist": 1, "more": 2, "outcomes": {}})),
            "service is not one capital of A to Z; assist is not true or false; outcomes is not a list; \
             more is not a field of this body"
        );
        assert_eq!(
            wrong(json!({"service": "A", "outcomes": [{"count": 0}, {"x": 1}]})),
            "outcomes[0].count is not a whole number of 1 to 999; outcomes[1].count is missing; \
             outcomes[1].x is not a field of this body"
        );
        assert_eq!(wrong(json!({"service": "A", "outcomes": [1, 2, 3]})), "outcomes has more than 2 entries");
        assert_eq!(
            wrong(json!({"service": "A", "outcomes": [1, {"count": 2}]})),
            "outcomes[0] is not an object"
        );
    }

    #[test]
    fn a_right_body_is_read_whole() {
        let body = json!({"service": "B", "assist": null, "outcomes": [{"count": 2}, {"count": 3.0}]});
        let form = Form::read(&body, reader);
        assert_eq!(
            form.value.map(|(letter, assist, counts)| (letter.to_string(), assist, counts)),
            Some(("B".into(), None, vec![2, 3]))
        );
        assert_eq!(form.names, [("service".to_owned(), Named::Service("B".parse().unwrap()))]);
    }

    #[test]
    fn null_and_absence_can_be_told_apart() {
        let hand =
            |body: Value| Form::read(&body, |fields| fields.nullable("in_hand", &NUMBER)).value.unwrap();
        assert_eq!(hand(json!({})), None);
        assert_eq!(hand(json!({"in_hand": null})), Some(None));
        assert_eq!(hand(json!({"in_hand": "A012"})), Some("A012".parse().ok()));
    }

    #[test]
    fn a_needed_field_may_be_null() {
        let reader: Reader<Option<u32>> = |fields| fields.need_or_null("count", &COUNT);
        let read = |body: Value| Form::read(&body, reader).value;
        assert_eq!(read(json!({"count": null})), Some(None));
        assert_eq!(read(json!({"count": 2})), Some(Some(2)));
        assert_eq!(read(json!({})), None);
        assert_eq!(read(json!({"count": 0})), None);
        assert_eq!(schema(reader)["required"], json!(["count"]));
    }

    #[test]
    fn exactly_one_of_two_fields_is_described_and_named() {
        let reader: Reader<bool> = |fields| match (fields.may("a", &FLAG)?, fields.may("b", &FLAG)?) {
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) | (Some(_), Some(_)) => fields.not_exactly_one(["a", "b"]),
        };
        assert_eq!(Form::read(&json!({"a": true, "b": null}), reader).value, Some(true));
        for body in [json!({}), json!({"a": true, "b": false})] {
            let errors = Form::read(&body, reader).errors;
            assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        }
        assert_eq!(schema(reader)["oneOf"][1]["required"], json!(["b"]));
    }

    #[test]
    fn a_reader_describes_itself() {
        let schema = schema(reader);
        assert_eq!(schema["required"], json!(["service"]));
        assert_eq!(schema["additionalProperties"], json!(false));
        assert_eq!(schema["properties"]["service"]["pattern"], "^[A-Z]$");
        assert_eq!(schema["properties"]["outcomes"]["anyOf"][0]["items"]["required"], json!(["count"]));
    }
}
