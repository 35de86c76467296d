//! One language: the words of several files in one Fluent bundle, a later file before an earlier one.
use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use crate::Mistake;
use crate::words::Value;

/// The arguments of each word.
pub(crate) type Arguments = BTreeMap<String, BTreeSet<String>>;

pub(crate) struct Language {
    pub(crate) code: String,
    pub(crate) arguments: Arguments,
    bundle: FluentBundle<FluentResource>,
}

impl Language {
    /// A language without words; `Err` when `code` is not a language code such as `km`.
    pub(crate) fn new(code: &str) -> Result<Self, Mistake> {
        let id: LanguageIdentifier = code.parse().map_err(|_| Mistake {
            file: code.into(),
            line: 0,
            word: String::new(),
            what: "the name is not a language code such as km".into(),
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The invisible marks around arguments would be drawn, printed and spoken.
        bundle.set_use_isolating(false);
        Ok(Self { code: code.into(), arguments: Arguments::new(), bundle })
    }

    /// Adds a file's words. A word that is there already is replaced.
    pub(crate) fn add(&mut self, file: &str, source: &str) -> Result<(), Vec<Mistake>> {
        let (resource, arguments) = parse(file, source)?;
        self.bundle.add_resource_overriding(resource);
        self.arguments.extend(arguments);
        Ok(())
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.arguments.contains_key(word)
    }

    /// Every letter that stands in a word; arguments by their names.
    pub(crate) fn letters(&self) -> BTreeSet<char> {
        let words = self.arguments.keys().filter_map(|word| self.fill(word, &[]));
        words.flat_map(|text| text.chars().collect::<Vec<_>>()).collect()
    }

    /// The word with its arguments filled in, as far as that goes; `None` when it isn't there.
    pub(crate) fn fill(&self, word: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let message = self.bundle.get_message(word)?;
        let pattern = message.value()?;
        let arguments: FluentArgs = values.iter().map(|(name, value)| (*name, value.as_fluent())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        for error in errors {
            tracing::debug!(language = self.code, word, %error, "a word could not be filled in");
        }
        Some(text.into_owned())
    }
}

/// Reads a file of words, or names all of its mistakes.
pub(crate) fn parse(file: &str, source: &str) -> Result<(FluentResource, Arguments), Vec<Mistake>> {
    let resource = FluentResource::try_new(source.to_string()).map_err(|(_, errors)| {
        let told = errors.into_iter().map(|error| {
            let start = error.slice.as_ref().map_or(error.pos.start, |slice| slice.start);
            let word = word_at(source, start).to_string();
            mistake(file, source, error.pos.start, word, error.kind.to_string())
        });
        told.collect::<Vec<_>>()
    })?;
    let mut arguments = Arguments::new();
    let mut mistakes = Vec::new();
    for entry in resource.entries() {
        let ast::Entry::Message(message) = entry else { continue };
        let word = message.id.name;
        if arguments.insert(word.to_string(), arguments_of(message)).is_some() {
            let at = position_of(source, word).last().unwrap_or(0);
            mistakes.push(mistake(file, source, at, word.into(), "stands twice in this file".into()));
        }
    }
    if mistakes.is_empty() { Ok((resource, arguments)) } else { Err(mistakes) }
}

/// A mistake at a word of a file that parses.
pub(crate) fn mistake_at(file: &str, source: &str, word: &str, what: String) -> Mistake {
    mistake(file, source, position_of(source, word).next().unwrap_or(0), word.into(), what)
}

fn mistake(file: &str, source: &str, at: usize, word: String, what: String) -> Mistake {
    let before = &source.as_bytes()[..at.min(source.len())];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    Mistake { file: file.into(), line, word, what }
}

/// The name that begins at a byte, up to its `=`.
fn word_at(source: &str, at: usize) -> &str {
    let rest = source.get(at..).unwrap_or("").trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    &rest[..end.unwrap_or(rest.len())]
}

/// Where lines begin that define `word`; Fluent's tree does not say.
fn position_of<'a>(source: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let mut at = 0;
    source.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let rest = line.strip_prefix(word)?;
        rest.trim_start().starts_with('=').then_some(start)
    })
}

fn arguments_of(message: &ast::Message<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(pattern) = &message.value {
        in_pattern(pattern, &mut found);
    }
    found
}

fn in_pattern(pattern: &ast::Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, found),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, found);
            variants.iter().for_each(|variant| in_pattern(&variant.value, found));
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_string());
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, found),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| in_inline(argument, found));
        }
        ast::InlineExpression::StringLiteral { .. }
        | ast::InlineExpression::NumberLiteral { .. }
        | ast::InlineExpression::MessageReference { .. }
        | ast::InlineExpression::TermReference { .. } => {}
    }
}
