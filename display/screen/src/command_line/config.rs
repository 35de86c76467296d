//! The file of `--config`: its entries as the flags that they stand for, and each mistake with its line.
use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command, ValueHint};
use toml::de::{DeTable, DeValue};

use super::{NotRun, file, sentence};

/// What a path may stand behind.
const KINDS_OF_PATH: [&str; 3] = ["png:", "file:", "wav:"];

/// What a file says.
#[derive(Default)]
pub(super) struct Config {
    path: PathBuf,
    entries: Vec<Entry>,
}

struct Entry {
    line: usize,
    /// The flag by its name inside of clap, and as it is typed.
    id: String,
    long: String,
    /// None for a flag that needs none.
    value: Option<OsString>,
}

impl Config {
    /// Reads the file, whose keys are flags of the command.
    pub(super) fn read(path: &Path, command: &Command) -> anyhow::Result<Self> {
        let text = file("--config", path, "name a TOML file with the names of the flags")?;
        let line = |at: usize| 1 + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
        let wrong = |line: usize, why: &str| anyhow!("{} line {line}: {why}", path.display());
        let table = DeTable::parse(&text).map_err(|error| {
            wrong(line(error.span().map_or(0, |span| span.start)), &sentence(error.message()))
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut entries = Vec::new();
        for (key, value) in table.get_ref() {
            let line = line(key.span().start);
            let entry = entry(key.get_ref(), value.get_ref(), line, command, folder);
            entries.extend(entry.map_err(|error| wrong(line, &error.to_string()))?);
        }
        Ok(Self { path: path.into(), entries })
    }

    /// The entries as arguments, without those of flags that are given.
    pub(super) fn arguments(&self, is_given: impl Fn(&str) -> bool) -> Vec<OsString> {
        let mut arguments = Vec::new();
        for entry in self.entries.iter().filter(|entry| !is_given(&entry.id)) {
            let mut argument = OsString::from(format!("--{}", entry.long));
            if let Some(value) = &entry.value {
                argument.push("=");
                argument.push(value);
            }
            arguments.push(argument);
        }
        arguments
    }

    /// What is wrong with all arguments; those that were typed were good.
    pub(super) fn blame(&self, error: clap::Error) -> NotRun {
        let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else {
            return error.into();
        };
        let typed = flag.split_whitespace().next().unwrap_or_default();
        match self.entries.iter().find(|entry| typed.strip_prefix("--") == Some(&entry.long)) {
            Some(Entry { line, .. }) => NotRun::Called(anyhow!(
                "{} line {line}: {}",
                self.path.display(),
                sentence(&error.to_string())
            )),
            None => error.into(),
        }
    }
}

/// What a key stands for; none for a flag without a value that is not wanted.
fn entry(
    key: &str,
    value: &DeValue<'_>,
    line: usize,
    command: &Command,
    folder: &Path,
) -> anyhow::Result<Option<Entry>> {
    // As many files write it.
    let key = &key.replace('_', "-");
    let flags = || command.get_arguments().filter(|flag| flag.get_id() != "config");
    let Some(flag) = flags().find(|flag| flag.get_long() == Some(key)) else {
        let names: Vec<_> = flags().filter_map(Arg::get_long).collect();
        bail!("there is no {key}, but {}", names.join(", "));
    };
    let value = match (flag.get_action(), value) {
        (ArgAction::SetTrue, DeValue::Boolean(true)) => None,
        (ArgAction::SetTrue, DeValue::Boolean(false)) => return Ok(None),
        (ArgAction::SetTrue, other) => bail!("{key} is true or false, not {}", kind(other)),
        (_, value) => Some(from(folder, flag, &text(key, value, takes_numbers(flag))?)),
    };
    Ok(Some(Entry { line, id: flag.get_id().to_string(), long: key.clone(), value }))
}

/// A text as it stands, a number as the flag would have it.
fn text(key: &str, value: &DeValue<'_>, takes_numbers: bool) -> anyhow::Result<String> {
    let expected = if takes_numbers { "a text or a number" } else { "a text in quotes" };
    match value {
        DeValue::String(text) if text.is_empty() => bail!("{key} is empty"),
        DeValue::String(text) => Ok(text.as_ref().into()),
        DeValue::Integer(number) if takes_numbers => {
            Ok(i64::from_str_radix(number.as_str(), number.radix())?.to_string())
        }
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => bail!("{key} is {expected}, not {}", kind(value)),
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Whether a flag has a type of its own, which tells by itself what it makes of a number.
fn takes_numbers(flag: &Arg) -> bool {
    let kind = flag.get_value_parser().type_id();
    kind != TypeId::of::<String>() && kind != TypeId::of::<PathBuf>()
}

/// The value, its path counted from the folder.
fn from(folder: &Path, flag: &Arg, value: &str) -> OsString {
    match flag.get_value_hint() {
        ValueHint::FilePath | ValueHint::DirPath => folder.join(value).into(),
        ValueHint::AnyPath => match KINDS_OF_PATH.iter().find(|kind| value.starts_with(**kind)) {
            Some(kind) => {
                let path = folder.join(&value[kind.len()..]);
                [OsString::from(kind), path.into()].into_iter().collect()
            }
            None => value.into(),
        },
        _ => value.into(),
    }
}
