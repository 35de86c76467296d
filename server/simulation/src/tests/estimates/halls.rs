//! Halls of several kinds.
use queue::sample::{counter, office, service};
use queue::{Counter, Office, Service};

/// A hall, and how many come to it on a day.
pub(super) struct Place {
    pub(super) name: &'static str,
    /// As it is.
    pub(super) office: Office,
    /// As its office file says.
    pub(super) file: Office,
    pub(super) visitors: u32,
    /// Whether each day begins with what the days before have taught.
    pub(super) learns: bool,
}

/// One line; three services that every counter serves; six services with counters of their own, as in a town.
pub(super) fn halls() -> [Place; 3] {
    let five = |services: &[(&str, u32)]| {
        (1..=5_u32).map(|code| counter(&code.to_string(), services)).collect::<Vec<_>>()
    };
    let three = vec![service("A", 6), service("B", 12), service("C", 3)];
    let town = [("A", 6), ("B", 12), ("C", 10), ("D", 8), ("E", 9), ("T", 3)];
    let town = town.map(|(letter, minutes)| service(letter, minutes)).to_vec();
    let own = vec![
        counter("1", &[("T", 0), ("A", 10)]),
        counter("2", &[("A", 0), ("T", 5)]),
        counter("3", &[("A", 0), ("D", 10)]),
        counter("4", &[("D", 0), ("C", 0)]),
        counter("5", &[("B", 0)]),
        counter("6", &[("E", 0), ("B", 10), ("C", 10)]),
    ];
    [
        place("one line", vec![service("A", 6)], five(&[("A", 0)]), 330),
        place("every counter serves all", three, five(&[("A", 0), ("B", 0), ("C", 0)]), 360),
        place("counters of their own", town, own, 260),
    ]
}

fn place(name: &'static str, services: Vec<Service>, counters: Vec<Counter>, visitors: u32) -> Place {
    let office = Office { services, counters, ..office() };
    Place { name, file: office.clone(), office, visitors, learns: true }
}
