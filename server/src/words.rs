//! The server's own words: of its pages, and of the little that it says on boards.
use std::sync::LazyLock;

use texts::Texts;

const OWN: [(&str, &str); 2] =
    [("vi", include_str!("../words/vi.ftl")), ("en", include_str!("../words/en.ftl"))];

/// All words, those that every program shares among them.
pub(crate) fn all() -> &'static Texts {
    static TEXTS: LazyLock<Texts> =
        LazyLock::new(|| Texts::new(&OWN).expect("the words are built in, and a test reads them"));
    &TEXTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_have_the_same_words() {
        assert!(all().knows("en"));
        assert_eq!(texts::differences(&OWN), Vec::<String>::new());
    }
}
