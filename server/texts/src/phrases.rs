//! Phrases of the hall: waits, how many wait, lists of counters.
use protocol::Estimate;

use crate::{Words, clock};

impl Words<'_> {
    /// A wait where little room is: "10–15 phút", "không chờ", "Chưa có quầy mở", "sau 13:00".
    pub fn wait(&self, estimate: Option<&Estimate>) -> String {
        self.wait_in(estimate, &["wait-none", "wait-no-counter", "wait-after", "wait-exact", "wait-range"])
    }

    /// A wait that stands alone and begins with a capital: "10–15 phút", "Không chờ", "Sau 13:00".
    pub fn wait_title(&self, estimate: Option<&Estimate>) -> String {
        let words = ["wait-none-title", "wait-no-counter", "wait-after-title", "wait-exact", "wait-range"];
        self.wait_in(estimate, &words)
    }

    /// A wait in running text: "khoảng 10–15 phút", "không chờ", "chưa có quầy mở", "sau 13:00".
    pub fn wait_about(&self, estimate: Option<&Estimate>) -> String {
        let words =
            ["wait-none", "wait-about-no-counter", "wait-after", "wait-about-exact", "wait-about-range"];
        self.wait_in(estimate, &words)
    }

    /// The words: none, no counter, after a time, one figure, a range.
    fn wait_in(&self, estimate: Option<&Estimate>, words: &[&str; 5]) -> String {
        let Some(Estimate { low_min, high_min, after }) = estimate else { return self.get(words[1]) };
        if let Some(after) = after {
            return self.fill(words[2], &[("time", (&clock(*after)).into())]);
        }
        if *high_min == 0 {
            return self.get(words[0]);
        }
        if low_min == high_min {
            return self.fill(words[3], &[("minutes", (*high_min).into())]);
        }
        self.fill(words[4], &[("low", (*low_min).into()), ("high", (*high_min).into())])
    }

    /// "5 người chờ", "chưa có người chờ".
    pub fn people_waiting(&self, count: u32) -> String {
        self.fill("people-waiting", &[("count", count.into())])
    }

    /// Counters by their names: "Quầy 1, 2 hoặc 3", or all names in full where they do not share their first
    /// word. "" for none.
    pub fn counters(&self, names: &[&str]) -> String {
        if let Some((word, ends)) = shared_word(names) {
            let list = self.one_of(&ends);
            return self.fill("counters", &[("word", word.into()), ("list", (&list).into())]);
        }
        self.one_of(names)
    }

    /// "1, 2 hoặc 3".
    fn one_of(&self, names: &[&str]) -> String {
        let Some((last, before)) = names.split_last() else { return String::new() };
        let Some((start, between)) = before.split_first() else { return (*last).into() };
        let mut list = (*start).to_string();
        for next in between {
            list = self.fill("list-more", &[("list", (&list).into()), ("next", (*next).into())]);
        }
        self.fill("list-or", &[("list", (&list).into()), ("last", (*last).into())])
    }
}

/// The words before the last one when all names share them, and the last words: "Quầy" and "1", "2".
fn shared_word<'a>(names: &[&'a str]) -> Option<(&'a str, Vec<&'a str>)> {
    let parts: Option<Vec<_>> = names.iter().map(|name| name.trim().rsplit_once(' ')).collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    let word = parts[0].0;
    let same = parts.iter().all(|(start, _)| *start == word);
    same.then(|| (word, parts.into_iter().map(|(_, end)| end).collect()))
}
