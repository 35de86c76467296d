//! The display's own words, built in.

/// `(language, contents of a Fluent file)`; the first is the original.
pub(crate) const OWN: [(&str, &str); 2] =
    [("vi", include_str!("../words/vi.ftl")), ("en", include_str!("../words/en.ftl"))];

#[cfg(test)]
mod tests {
    #[test]
    fn all_languages_have_the_same_words() {
        assert_eq!(texts::differences(&super::OWN), Vec::<String>::new());
    }
}
