//! The rules against queueing theory, in virtual time: visitors at random (Poisson), visits of exponential length,
//! equal counters. There the mean wait and the share of those who wait are known by formula.
mod flow;
mod formulas;
mod spread;

use flow::Flow;
use formulas::{NoSteadyState, Steady, cobham, erlang_c};
use spread::Spread;

/// What was measured may be this far off, as a part of it; a test with a wider interval could hardly fail.
const WIDTH_MAX: f64 = 0.2;

/// A row of the table: arrivals and visits in a time, counters; share of those who wait, mean wait; and how many
/// visitors it takes to see that.
type Row = (f64, f64, u32, f64, f64, u32);

const ERLANG: [Row; 5] = [
    (1.0 / 2.0, 1.0, 1, 1.0 / 2.0, 1.0, 25_000),
    (3.0 / 4.0, 1.0, 1, 3.0 / 4.0, 3.0, 50_000),
    (2.0, 3.0 / 2.0, 2, 8.0 / 15.0, 8.0 / 15.0, 25_000),
    (2.0, 1.0, 3, 4.0 / 9.0, 4.0 / 9.0, 30_000),
    (36.0, 12.0, 4, 27.0 / 53.0, 9.0 / 212.0, 30_000),
];

/// Arrivals with and without priority, visits, counters; mean waits of both; how many visitors it takes.
const COBHAM: [(f64, f64, f64, u32, f64, f64, u32); 2] = [
    (1.0 / 4.0, 1.0 / 2.0, 1.0, 1, 1.0, 4.0, 50_000),
    (1.0 / 2.0, 3.0 / 2.0, 1.0, 3, 8.0 / 45.0, 8.0 / 15.0, 80_000),
];

fn assert_near(value: f64, exact: f64) {
    assert!((value - exact).abs() < 1e-12, "{value} is not {exact}");
}

#[test]
fn erlang_c_gives_the_exact_rows() {
    for (arrivals, visits, counters, waits, mean_wait, _) in ERLANG {
        let steady = erlang_c(arrivals, visits, counters).unwrap();
        assert_near(steady.waits, waits);
        assert_near(steady.mean_wait, mean_wait);
    }
    let third = erlang_c(2.0, 1.0, 3).unwrap();
    assert_near(third.empty, 1.0 / 9.0);
    assert_near(third.line, 8.0 / 9.0);
    let pooled_or_not =
        (erlang_c(2.0, 1.0, 3).unwrap().mean_wait, erlang_c(2.0 / 3.0, 1.0, 1).unwrap().mean_wait);
    assert_near(pooled_or_not.0, 4.0 / 9.0);
    assert_near(pooled_or_not.1, 2.0);
}

/// The town's own figures: visits of 6 and 10 minutes, 44 and 52 an hour, waits in minutes.
#[test]
fn erlang_c_staffs_the_town() {
    for (arrivals, visit_min, counters, mean_min, within_percent) in [
        (44.0, 6.0, 5, 7.2, 84.0),
        (52.0, 6.0, 6, 5.0, 91.0),
        (44.0, 10.0, 9, 2.8, 96.0),
        (44.0, 10.0, 8, 11.2, 72.5),
    ] {
        let steady = erlang_c(arrivals / 60.0, 1.0 / visit_min, counters).unwrap();
        assert!((steady.mean_wait - mean_min).abs() < 0.05, "{steady:?}");
        assert!((100.0 * (1.0 - steady.waits_longer(15.0)) - within_percent).abs() < 0.6, "{steady:?}");
    }
}

#[test]
fn too_many_visitors_have_no_steady_state() {
    for (arrivals, visits, counters) in
        [(1.0, 1.0, 1), (3.0, 1.0, 2), (1.0, 1.0, 0), (1.0, 0.0, 3), (-1.0, 1.0, 1)]
    {
        let none = erlang_c(arrivals, visits, counters);
        assert_eq!(none, Err(NoSteadyState), "{arrivals} {visits} {counters}");
        assert_eq!(cobham(&[arrivals], visits, counters), Err(NoSteadyState));
    }
    assert_eq!(erlang_c(0.0, 1.0, 1).map(|steady| steady.mean_wait), Ok(0.0));
}

#[test]
fn cobham_gives_the_exact_rows_and_keeps_the_mean() {
    for (first, second, visits, counters, first_wait, second_wait, _) in COBHAM {
        let waits = cobham(&[first, second], visits, counters).unwrap();
        assert_near(waits[0], first_wait);
        assert_near(waits[1], second_wait);
        let mean = (first * waits[0] + second * waits[1]) / (first + second);
        assert_near(mean, erlang_c(first + second, visits, counters).unwrap().mean_wait);
    }
}

/// What the rules made of it.
struct Measured {
    waits: Spread,
    mean_wait: Spread,
}

fn measured(flow: &Flow, stream: usize) -> Measured {
    let waits = flow.waits().swap_remove(stream);
    let waited = waits.iter().map(|wait| if *wait > 0.0 { 1.0 } else { 0.0 });
    Measured { waits: Spread::of(&waited.collect::<Vec<_>>()), mean_wait: Spread::of(&waits) }
}

impl Measured {
    fn agrees(&self, steady: &Steady) -> bool {
        assert!(self.waits.width() < WIDTH_MAX && self.mean_wait.width() < WIDTH_MAX, "too few visitors");
        self.waits.holds(steady.waits) && self.mean_wait.holds(steady.mean_wait)
    }

    fn tell(&self, what: &str, steady: &Steady) {
        println!(
            "{what}: waits {} (theory {:.4}), mean wait {} (theory {:.4})",
            self.waits, steady.waits, self.mean_wait, steady.mean_wait
        );
    }
}

#[test]
fn one_line_for_equal_counters_waits_as_erlang_c_says() {
    for (arrivals, visits, counters, _, _, visitors) in ERLANG {
        let theory = erlang_c(arrivals, visits, counters).unwrap();
        let measured = measured(&Flow::pooled(arrivals, visits, counters, visitors), 0);
        measured.tell(&format!("{arrivals} come, {visits} go at each of {counters}"), &theory);
        assert!(measured.agrees(&theory));
        assert!(!measured.agrees(&erlang_c(arrivals, visits, counters + 1).unwrap()), "one counter more");
    }
}

/// Not in the mean alone: with the same arrivals and visits, everybody waits exactly as long as one line makes them.
#[test]
fn everybody_waits_as_long_as_in_one_line() {
    for (arrivals, visits, counters, ..) in ERLANG {
        let waits = Flow::pooled(arrivals, visits, counters, 5_000).waits_and_recursion();
        assert!(waits.len() > 4_000, "{}", waits.len());
        assert!(waits.iter().all(|(wait_ms, recursion_ms)| wait_ms == recursion_ms));
    }
    let with_classes = Flow::two_classes(0.25, 0.5, 1.0, 1, 5_000).waits_and_recursion();
    assert!(with_classes.iter().any(|(wait_ms, recursion_ms)| wait_ms != recursion_ms));
}

/// The tests above would see a hall in which each counter had a line of its own.
#[test]
fn a_line_for_each_counter_waits_as_three_halls_do() {
    let flow = Flow::apart(2.0 / 3.0, 1.0, 50_000);
    let theory = erlang_c(2.0 / 3.0, 1.0, 1).unwrap();
    for stream in 0..3 {
        let measured = measured(&flow, stream);
        measured.tell("a line of its own", &theory);
        assert!(measured.agrees(&theory));
        assert!(!measured.agrees(&erlang_c(2.0, 1.0, 3).unwrap()));
    }
}

#[test]
fn a_credit_longer_than_any_wait_makes_classes_as_cobham_says() {
    for (first, second, visits, counters, _, _, visitors) in COBHAM {
        let theory = cobham(&[first, second], visits, counters).unwrap();
        let pooled = erlang_c(first + second, visits, counters).unwrap();
        let classes = spreads(&Flow::two_classes(first, second, visits, counters, visitors));
        println!("{first} and {second} come: {} and {} (theory {theory:.4?})", classes[0], classes[1]);
        for (spread, exact) in classes.iter().zip(&theory) {
            assert!(spread.width() < WIDTH_MAX && spread.holds(*exact), "{spread} is not {exact}");
        }
        // What some gain by it others lose.
        let mean = (first * classes[0].mean + second * classes[1].mean) / (first + second);
        assert!((mean / pooled.mean_wait - 1.0).abs() < WIDTH_MAX / 2.0, "{mean} for all");
        // Without the credit there is one line, and both wait alike.
        let alike =
            spreads(&Flow::two_classes(first, second, visits, counters, visitors / 4).without_credit());
        assert!(alike.iter().all(|spread| spread.holds(pooled.mean_wait)));
        assert!(!alike[0].holds(theory[0]), "no classes");
    }
}

fn spreads(flow: &Flow) -> Vec<Spread> {
    flow.waits().iter().map(|waits| Spread::of(waits)).collect()
}
