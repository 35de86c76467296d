//! What can be asked of any event: its ticket, and the free text that the log keeps apart.
use alloc::borrow::Cow;
use alloc::string::String;

use crate::{Event, Number, Rating};

impl Event {
    /// Free text that belongs to it, or a rating, which the log keeps apart so that it can be erased.
    pub fn secret(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Served { reason: text, .. }
            | Self::Held { reason: text, .. }
            | Self::Returned { reason: text, .. }
            | Self::Transferred { note: text, .. } => text.as_deref().map(Cow::Borrowed),
            Self::Rated { rating, .. } => rating.as_ref().map(|rating| Cow::Owned(rating.to_text())),
            Self::OfficeApplied { .. }
            | Self::DayOpened { .. }
            | Self::DayClosed { .. }
            | Self::Issued(_)
            | Self::Printed { .. }
            | Self::CounterOpened { .. }
            | Self::CounterPaused { .. }
            | Self::CounterClosed { .. }
            | Self::Called { .. }
            | Self::Recalled { .. }
            | Self::Started { .. }
            | Self::Finished { .. }
            | Self::NoShow { .. }
            | Self::Resumed { .. }
            | Self::PutLater { .. }
            | Self::Cancelled { .. }
            | Self::PriorityChanged { .. }
            | Self::Undone { .. }
            | Self::ServiceStopped { .. }
            | Self::ServiceResumed { .. }
            | Self::ServicesChanged { .. }
            | Self::Noticed { .. }
            | Self::HelpCalled { .. }
            | Self::ReprintAsked { .. } => None,
        }
    }

    /// Puts back what the log kept apart.
    #[must_use]
    pub fn with_secret(mut self, secret: Option<String>) -> Self {
        if let Self::Rated { rating, .. } = &mut self {
            *rating = secret.as_deref().and_then(Rating::of_text);
        } else if let Self::Served { reason: text, .. }
        | Self::Held { reason: text, .. }
        | Self::Returned { reason: text, .. }
        | Self::Transferred { note: text, .. } = &mut self
        {
            *text = secret;
        }
        self
    }

    /// The ticket that it is about.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Issued(issued) | Self::Served { issued, .. } => Some(issued.number),
            Self::Printed { number, .. }
            | Self::Called { number, .. }
            | Self::Recalled { number, .. }
            | Self::Started { number, .. }
            | Self::Finished { number, .. }
            | Self::NoShow { number, .. }
            | Self::Held { number, .. }
            | Self::Resumed { number, .. }
            | Self::Transferred { number, .. }
            | Self::Returned { number, .. }
            | Self::PutLater { number }
            | Self::Cancelled { number, .. }
            | Self::PriorityChanged { number, .. }
            | Self::Rated { number, .. }
            | Self::ReprintAsked { number, .. } => Some(*number),
            Self::OfficeApplied { .. }
            | Self::DayOpened { .. }
            | Self::DayClosed { .. }
            | Self::CounterOpened { .. }
            | Self::CounterPaused { .. }
            | Self::CounterClosed { .. }
            | Self::Undone { .. }
            | Self::ServiceStopped { .. }
            | Self::ServiceResumed { .. }
            | Self::ServicesChanged { .. }
            | Self::Noticed { .. }
            | Self::HelpCalled { .. } => None,
        }
    }
}
