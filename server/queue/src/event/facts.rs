//! What can be asked of any event: its ticket, and the free text that the log keeps apart.
use alloc::string::String;

use crate::{Event, Number};

impl Event {
    /// Free text that belongs to it, and that the log keeps apart so that it can be erased.
    pub fn secret(&self) -> Option<&str> {
        self.secret_field().as_deref()
    }

    /// Puts the free text back that the log kept apart.
    #[must_use]
    pub fn with_secret(mut self, text: Option<String>) -> Self {
        if let Self::Served { reason: field, .. }
        | Self::Held { reason: field, .. }
        | Self::Returned { reason: field, .. }
        | Self::Transferred { note: field, .. }
        | Self::Rated { comment: field, .. } = &mut self
        {
            *field = text;
        }
        self
    }

    fn secret_field(&self) -> &Option<String> {
        match self {
            Self::Served { reason: field, .. }
            | Self::Held { reason: field, .. }
            | Self::Returned { reason: field, .. }
            | Self::Transferred { note: field, .. }
            | Self::Rated { comment: field, .. } => field,
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
            | Self::ReprintAsked { .. } => &None,
        }
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
