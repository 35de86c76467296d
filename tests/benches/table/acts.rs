//! What a hall asks of its server all day: a number is taken, somebody is called, the board is looked at, and so is a
//! ticket's page.
use anyhow::Context;
use serde_json::Value;

use crate::house::{self, House};

/// What is asked.
pub(crate) const ACTS: [&str; 4] = ["issue", "call", "board", "phone page"];
const ISSUE: usize = 0;
const CALL: usize = 1;
const BOARD: usize = 2;

/// Asks in turn, each act by its index in [`ACTS`].
pub(crate) struct Acts<'h> {
    house: &'h House,
    /// Begins the keys of the presses, which must be others each time.
    keys: String,
    letters: &'static [&'static str],
    counters: Vec<String>,
    issued: usize,
    called: usize,
    /// The page of the ticket issued last.
    page: Vec<u8>,
}

impl<'h> Acts<'h> {
    /// Numbers of these services are taken, and these counters, which are open, call.
    pub(crate) fn new(
        house: &'h House,
        keys: &str,
        letters: &'static [&'static str],
        counters: &[usize],
    ) -> Self {
        let counters = counters.iter().map(usize::to_string).collect();
        let keys = keys.to_owned();
        Self { house, keys, letters, counters, issued: 0, called: 0, page: Vec::new() }
    }

    /// The next request of an act. There is a page after the first number only.
    pub(crate) fn request(&mut self, act: usize) -> Vec<u8> {
        match act {
            ISSUE => {
                self.issued += 1;
                let letter = self.letters[self.issued % self.letters.len()];
                self.house.press(letter, &format!("{}-{}", self.keys, self.issued))
            }
            CALL => {
                self.called += 1;
                self.house.act(&self.counters[self.called % self.counters.len()], "next")
            }
            BOARD => house::get(&house::path("board")),
            _ => self.page.clone(),
        }
    }

    /// Takes in the answer.
    pub(crate) fn hear(&mut self, act: usize, body: &[u8]) -> anyhow::Result<()> {
        if act == ISSUE {
            let issued: Value = serde_json::from_slice(body)?;
            let token = issued["token"].as_str().context("a number without a token")?;
            self.page = house::get(&format!("/t/{token}"));
        }
        Ok(())
    }
}
