//! The tables `[queue]` and `[limits]`. Every key may be left out; what holds then stands here.
use queue::{Limits, Rules};

use super::table::Table;

pub(super) fn queue(file: &mut Table<'_>) -> Rules {
    let mut queue = file.may_section("queue");
    let rules = Rules {
        recall_gap_s: queue.or("recall_gap_s", 10, |value| value.whole(0..=300)),
        no_show_calls: queue.or("no_show_calls", 2, |value| value.whole(1..=10)),
        no_show_after_s: queue.or("no_show_after_s", 0, |value| value.whole(0..=3600)),
        return_behind: queue.or("return_behind", 3, |value| value.whole(0..=100)),
        return_max: queue.or("return_max", 1, |value| value.whole(0..=10)),
        undo_s: queue.or("undo_s", 60, |value| value.whole(0..=600)),
        clerk_may_call: queue.or("clerk_may_call", false, |value| value.switch()),
        self_priority: queue.or("self_priority", true, |value| value.switch()),
        ask_priority_reason: queue.or("ask_priority_reason", false, |value| value.switch()),
        forgotten_min: queue.or("forgotten_min", 30, |value| value.whole(1..=480)),
        estimate_step_min: queue.or("estimate_step_min", 5, |value| value.whole(1..=60)),
    };
    queue.close();
    rules
}

pub(super) fn limits(file: &mut Table<'_>) -> Limits {
    let mut limits = file.may_section("limits");
    let read = Limits {
        wait_mean_min: limits.or("wait_mean_min", 15, |value| value.whole(1..=480)),
        wait_longest_min: limits.or("wait_longest_min", 45, |value| value.whole(1..=1440)),
        retention_days: limits.or("retention_days", 90, |value| value.whole(1..=3650)),
    };
    limits.close();
    read
}
