//! What can be done with one ticket, by its holder.
use queue::HolderAct;

use super::super::fields::Fields;
use super::super::kinds::{COMMENT, STARS};

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
