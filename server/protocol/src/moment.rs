//! A moment as it is written on the wire: RFC 3339 in whole seconds, with the office's offset.
//! Zones and their rules stay out: a sender knows its offset, a reader keeps it.
use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// A moment with the offset it is to be read in, such as `2026-11-23T08:42:10+07:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    at: Timestamp,
    offset: Offset,
}

/// The text is not an RFC 3339 time with an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentError(String);

impl Moment {
    /// The moment `at_ms` milliseconds after 1970 (UTC), read at `offset_s` seconds east of Greenwich.
    /// Values outside of what a calendar can show are moved to its nearest end.
    pub fn new(at_ms: i64, offset_s: i32) -> Self {
        let ends = (Timestamp::MIN.as_millisecond(), Timestamp::MAX.as_millisecond());
        let at = Timestamp::from_millisecond(at_ms.clamp(ends.0, ends.1)).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { at, offset: Offset::from_seconds(offset_s).unwrap_or(Offset::UTC) }
    }

    /// Milliseconds since 1970 (UTC).
    pub fn at_ms(&self) -> i64 {
        self.at.as_millisecond()
    }

    /// Seconds east of Greenwich.
    pub fn offset_s(&self) -> i32 {
        self.offset.seconds()
    }

    /// The date and time of day on a wall clock at this offset.
    pub fn civil(&self) -> civil::DateTime {
        self.offset.to_datetime(self.at)
    }

    /// The same offset, `ms` milliseconds later.
    #[must_use]
    pub fn plus_ms(&self, ms: i64) -> Self {
        Self::new(self.at_ms().saturating_add(ms), self.offset_s())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = Timestamp::from_second(self.at.as_millisecond().div_euclid(1000)).unwrap_or(self.at);
        write!(f, "{}", whole.display_with_offset(self.offset))
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || MomentError(text.to_string());
        let at = text.parse::<Timestamp>().map_err(|_| wrong())?;
        let pieces = Pieces::parse(text).map_err(|_| wrong())?;
        let offset = pieces.to_numeric_offset().ok_or_else(wrong)?;
        Ok(Self { at, offset })
    }
}

impl TryFrom<String> for Moment {
    type Error = MomentError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a time with an offset such as 2026-11-23T08:42:10+07:00", self.0)
    }
}

impl core::error::Error for MomentError {}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Moment {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        let format = SchemaFormat::KnownFormat(KnownFormat::DateTime);
        ObjectBuilder::new().schema_type(Type::String).format(Some(format)).into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Moment {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_whole_seconds_with_its_offset() {
        let moment = Moment::new(1_795_398_130_999, 7 * 3600);
        assert_eq!(moment.to_string(), "2026-11-23T08:42:10+07:00");
        assert_eq!(moment.civil().hour(), 8);
        assert_eq!("2026-11-23T08:42:10+07:00".parse::<Moment>().unwrap().at_ms(), 1_795_398_130_000);
    }

    #[test]
    fn what_is_not_a_moment_is_refused() {
        for text in ["", "08:42", "2026-11-23", "2026-11-23T08:42:10", "2026-13-23T08:42:10+07:00"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }
}
