//! What can be done with one ticket, by its holder and by staff.
use queue::{HolderAct, TicketAct};

use super::super::fields::Fields;
use super::super::kinds::{COMMENT, DEVICE, FRONT, NOTE, PRIORITY, STARS};

pub(in crate::http) fn cancel_own(_: &mut Fields<'_>) -> Option<HolderAct> {
    Some(HolderAct::Cancel)
}

pub(in crate::http) fn put_later(_: &mut Fields<'_>) -> Option<HolderAct> {
    Some(HolderAct::Later)
}

pub(in crate::http) fn return_own(_: &mut Fields<'_>) -> Option<HolderAct> {
    Some(HolderAct::Return)
}

pub(in crate::http) fn rate(fields: &mut Fields<'_>) -> Option<HolderAct> {
    let stars = fields.need("stars", &STARS);
    let comment = fields.may("comment", &COMMENT);
    Some(HolderAct::Rate { stars: stars?, comment: comment? })
}

pub(in crate::http) fn change_priority(fields: &mut Fields<'_>) -> Option<TicketAct> {
    Some(TicketAct::Priority(fields.need_or_null("priority", &PRIORITY)?))
}

pub(in crate::http) fn take_back(fields: &mut Fields<'_>) -> Option<TicketAct> {
    let place = fields.may("place", &FRONT);
    let reason = fields.may("reason", &NOTE);
    Some(TicketAct::Return { front: place?.is_some(), reason: reason? })
}

pub(in crate::http) fn cancel(_: &mut Fields<'_>) -> Option<TicketAct> {
    Some(TicketAct::Cancel)
}

pub(in crate::http) fn reprint(fields: &mut Fields<'_>) -> Option<TicketAct> {
    Some(TicketAct::Reprint { device: fields.need("device", &DEVICE)? })
}
