//! What a display shows and from how far it is read: the file of `--layout`. Where that puts each part on a
//! screen is decided in `view`.
use std::path::Path;

use anyhow::{Context, anyhow};
use serde::Deserialize;

/// Columns of calls that a board can have.
const COLUMNS: std::ops::RangeInclusive<usize> = 1..=4;

/// What stands on a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub(crate) parts: Parts,
    /// Whether those who were called and did not come are shown.
    pub(crate) missed: bool,
    /// Whether the lowest line is there for the office's notice; what is wrong is always told.
    pub(crate) notice: bool,
    pub(crate) reading: Option<Reading>,
}

/// Which parts a board has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    /// The call, the calls before it in columns, and perhaps who waits.
    Calls { columns: usize, panel: Place },
    /// Who waits alone.
    Waiting,
    /// One counter, by its code.
    Counter(String),
}

/// Where the panel of those who wait stands to the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    /// Beside them on a wide screen, below them on a high one.
    Auto,
    Beside,
    Below,
    None,
}

/// From how far a board is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Reading {
    /// How high the picture is on the wall.
    pub(crate) picture_height_mm: u32,
    /// From where the calls are read.
    #[serde(default = "calls_m")]
    pub(crate) calls_m: u32,
    /// From where it is read who waits.
    #[serde(default = "panel_m")]
    pub(crate) panel_m: u32,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    board: Kind,
    columns: Option<usize>,
    panel: Option<Place>,
    counter: Option<String>,
    #[serde(default = "yes")]
    missed: bool,
    #[serde(default = "yes")]
    notice: bool,
    reading: Option<Reading>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Hall,
    Columns,
    Waiting,
    Counter,
}

const fn yes() -> bool {
    true
}

const fn calls_m() -> u32 {
    10
}

const fn panel_m() -> u32 {
    5
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            parts: Parts::Calls { columns: 1, panel: Place::Auto },
            missed: true,
            notice: true,
            reading: None,
        }
    }
}

impl Plan {
    /// Reads a layout file. What is wrong in it is named with its line.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path);
        let text = text.with_context(|| format!("can't read the layout file {}", path.display()))?;
        Self::read(&text).with_context(|| format!("in the layout file {}", path.display()))
    }

    fn read(text: &str) -> anyhow::Result<Self> {
        let written: Written = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            anyhow!("line {line}: {}", error.message().replace('\n', "; "))
        })?;
        let line = |key: &str| {
            text.lines().position(|line| line.trim_start().starts_with(key)).map_or(1, |at| at + 1)
        };
        written.plan().map_err(|(key, why)| anyhow!("line {}: {why}", line(key)))
    }

    /// Of which counter alone this board tells, if it does.
    pub(crate) fn counter(&self) -> Option<&str> {
        match &self.parts {
            Parts::Counter(counter) => Some(counter),
            Parts::Calls { .. } | Parts::Waiting => None,
        }
    }
}

fn line_at(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}

impl Written {
    /// The plan, or the key that is wrong and why.
    fn plan(self) -> Result<Plan, (&'static str, String)> {
        self.only_what_fits()?;
        let (columns, panel) = (self.columns, self.panel.unwrap_or(Place::Auto));
        if let Some(columns) = columns.filter(|columns| !COLUMNS.contains(columns)) {
            return Err((
                "columns",
                format!("columns are from {} to {}, not {columns}", COLUMNS.start(), COLUMNS.end()),
            ));
        }
        let parts = match self.board {
            Kind::Hall => Parts::Calls { columns: 1, panel },
            Kind::Columns => {
                Parts::Calls { columns: columns.unwrap_or(2), panel: self.panel.unwrap_or(Place::None) }
            }
            Kind::Waiting => Parts::Waiting,
            Kind::Counter => Parts::Counter(
                self.counter
                    .filter(|counter| !counter.is_empty())
                    .ok_or(("board", "say which counter: counter = \"3\"".into()))?,
            ),
        };
        if let Some(reading) = self.reading {
            reading.check()?;
        }
        Ok(Plan { parts, missed: self.missed, notice: self.notice, reading: self.reading })
    }

    /// A key that a board of this kind has no use for is a mistake.
    fn only_what_fits(&self) -> Result<(), (&'static str, String)> {
        let fits = |key, is_there: bool, kinds: &[Kind], of: &str| {
            let wrong = is_there && !kinds.contains(&self.board);
            if wrong { Err((key, format!("{key} is for {of} alone"))) } else { Ok(()) }
        };
        fits("columns", self.columns.is_some(), &[Kind::Columns], "board = \"columns\"")?;
        fits(
            "panel",
            self.panel.is_some(),
            &[Kind::Hall, Kind::Columns],
            "board = \"hall\" and \"columns\"",
        )?;
        fits("counter", self.counter.is_some(), &[Kind::Counter], "board = \"counter\"")
    }
}

impl Reading {
    fn check(self) -> Result<(), (&'static str, String)> {
        let within = |key, value: u32, least: u32, most: u32, unit: &str| {
            let is_within = (least..=most).contains(&value);
            if is_within {
                Ok(())
            } else {
                Err((key, format!("{key} is from {least} to {most} {unit}, not {value}")))
            }
        };
        within("picture-height-mm", self.picture_height_mm, 40, 10_000, "mm")?;
        within("calls-m", self.calls_m, 1, 60, "m")?;
        within("panel-m", self.panel_m, 1, 60, "m")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Plan, String> {
        Plan::read(text).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn each_kind_of_board_has_its_parts() {
        let parts = |text| read(text).unwrap().parts;
        assert_eq!(read("board = \"hall\"").unwrap(), Plan::default());
        assert_eq!(parts("board = \"columns\""), Parts::Calls { columns: 2, panel: Place::None });
        let wide = "board = \"columns\"\ncolumns = 4\npanel = \"below\"";
        assert_eq!(parts(wide), Parts::Calls { columns: 4, panel: Place::Below });
        assert_eq!(parts("board = \"waiting\"\nnotice = false"), Parts::Waiting);
        assert_eq!(parts("board = \"counter\"\ncounter = \"3a\""), Parts::Counter("3a".into()));
        let far = read("board = \"hall\"\n[reading]\npicture-height-mm = 535\ncalls-m = 15").unwrap();
        assert_eq!(far.reading, Some(Reading { picture_height_mm: 535, calls_m: 15, panel_m: 5 }));
    }

    #[test]
    fn the_layouts_that_are_shipped_are_good() {
        let shipped = [
            include_str!("../layouts/hall.toml"),
            include_str!("../layouts/columns.toml"),
            include_str!("../layouts/waiting.toml"),
            include_str!("../layouts/counter.toml"),
        ];
        for text in shipped {
            read(text).unwrap();
        }
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let cases = [
            ("", "line 1: missing field `board`"),
            ("board = \"wall\"", "line 1: unknown variant `wall`"),
            ("board = \"hall\"\n\ncolour = 1", "line 3: unknown field `colour`"),
            ("board = \"hall\"\ncolumns = 2", "line 2: columns is for board = \"columns\" alone"),
            ("board = \"columns\"\n\ncolumns = 9", "line 3: columns are from 1 to 4, not 9"),
            ("board = \"counter\"", "line 1: say which counter: counter = \"3\""),
            (
                "board = \"waiting\"\npanel = \"below\"",
                "line 2: panel is for board = \"hall\" and \"columns\" alone",
            ),
            ("board = \"hall\"\n[reading]\ncalls-m = 10", "line 2: missing field `picture-height-mm`"),
            (
                "board = \"hall\"\n[reading]\npicture-height-mm = 535\ncalls-m = 0",
                "line 4: calls-m is from 1 to 60 m, not 0",
            ),
            ("board = hall", "line 1:"),
        ];
        for (text, expected) in cases {
            let said = read(text).unwrap_err();
            assert!(said.starts_with(expected) && !said.contains('\n'), "{text:?}: {said}");
        }
    }
}
