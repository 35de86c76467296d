//! How often one address may ask, and how often a password may be wrong. Only memory: a restart forgets it.
use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::problem::No;
use crate::clock::Clock;

/// Requests of one address: this many at once, and this many a second after that. The contract promises 2,000;
/// an office behind one address, or a bench, comes near to what the server can do at all.
const REQUESTS_A_SECOND: NonZeroU32 = NonZeroU32::new(20_000).expect("it is not 0");
const REQUESTS_AT_ONCE: NonZeroU32 = NonZeroU32::new(40_000).expect("it is not 0");
/// Secrets of one address that no ticket has, and as many that no new device has.
const UNKNOWN_A_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("it is not 0");
/// New devices of one address: so many at once, and one a minute after that. Nobody alone takes all the places among
/// those that wait for ten minutes.
const PAIRINGS_A_MINUTE: NonZeroU32 = NonZeroU32::new(1).expect("it is not 0");
const PAIRINGS_AT_ONCE: NonZeroU32 = NonZeroU32::new(8).expect("it is not 0");
/// Sign-ins of one account from one address that may fail before it has to wait.
const FAILURES_FREE: u32 = 5;
/// The first wait, doubled with every further attempt.
const WAIT_FIRST: Duration = Duration::from_secs(5);
const WAIT_LONGEST: Duration = Duration::from_mins(15);
/// Failures are forgotten this long after the last one.
const FORGOTTEN: Duration = Duration::from_hours(1);
/// Pairs of account and address that are remembered; those that need not wait are forgotten first.
const REMEMBERED_MAX: usize = 50_000;

/// All limits of this server.
pub(super) struct Limits {
    requests: PerAddress,
    unknown_tokens: PerAddress,
    unknown_pairings: PerAddress,
    pairings: PerAddress,
    /// Failed sign-ins.
    pub(super) sign_ins: SignIns,
}

impl Limits {
    pub(super) fn new(clock: &Clock) -> Self {
        let requests = Quota::per_second(REQUESTS_A_SECOND).allow_burst(REQUESTS_AT_ONCE);
        let unknown = Quota::per_minute(UNKNOWN_A_MINUTE);
        let pairings = Quota::per_minute(PAIRINGS_A_MINUTE).allow_burst(PAIRINGS_AT_ONCE);
        Self {
            requests: per_address(requests, clock),
            unknown_tokens: per_address(unknown, clock),
            unknown_pairings: per_address(unknown, clock),
            pairings: per_address(pairings, clock),
            sign_ins: SignIns { clock: clock.clone(), failures: Mutex::default() },
        }
    }

    /// Counts a request.
    pub(super) fn request(&self, address: IpAddr) -> Result<(), No> {
        taken(&self.requests, address, "this address asks too often")
    }

    /// Counts a token that no ticket has.
    pub(super) fn unknown_token(&self, address: IpAddr) -> Result<(), No> {
        taken(&self.unknown_tokens, address, "this address asked for too many tickets that are not there")
    }

    /// Counts a secret that no device which waits has.
    pub(super) fn unknown_pairing(&self, address: IpAddr) -> Result<(), No> {
        taken(&self.unknown_pairings, address, "this address asked for too many devices that do not wait")
    }

    /// Counts a device that asks to be made known.
    pub(super) fn pairing(&self, address: IpAddr) -> Result<(), No> {
        taken(&self.pairings, address, "too many devices of this address ask to be made known")
    }

    /// Forgets whoever has been quiet for long enough.
    pub(super) fn prune(&self) {
        for limiter in [&self.requests, &self.unknown_tokens, &self.unknown_pairings, &self.pairings] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        self.sign_ins.prune();
    }
}

type PerAddress = RateLimiter<IpAddr, DashMapStateStore<IpAddr>, Ticks, NoOpMiddleware<Duration>>;

fn per_address(quota: Quota, clock: &Clock) -> PerAddress {
    RateLimiter::new(quota, DashMapStateStore::default(), Ticks(clock.clone()))
}

fn taken(limiter: &PerAddress, address: IpAddr, detail: &str) -> Result<(), No> {
    limiter.check_key(&address).map_err(|not_until| {
        let wait = not_until.wait_time_from(limiter.clock().now());
        No::slow_down(detail, wait.as_secs() + 1)
    })
}

/// The server's monotonic clock as governor reads it.
struct Ticks(Clock);

impl governor::clock::Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.monotonic()
    }
}

/// Failed sign-ins by account and address, so that a guesser slows down nobody but himself.
pub(super) struct SignIns {
    clock: Clock,
    failures: Mutex<HashMap<(String, IpAddr), Failures>>,
}

#[derive(Clone, Copy)]
struct Failures {
    count: u32,
    last: Duration,
    blocked_until: Duration,
}

impl SignIns {
    /// Whether a password may be tried now. It counts as failed until it has proved right, so that many tries at
    /// once are no way around.
    pub(super) fn begin(&self, user: &str, address: IpAddr) -> Result<(), No> {
        let now = self.clock.monotonic();
        let mut failures = self.failures.lock().expect("nobody panics while holding it");
        if failures.len() >= REMEMBERED_MAX {
            forget(&mut failures, now);
        }
        let fresh = Failures { count: 0, last: now, blocked_until: now };
        let known = failures.entry((user.to_owned(), address)).or_insert(fresh);
        if now.saturating_sub(known.last) >= FORGOTTEN {
            *known = fresh;
        }
        if now < known.blocked_until {
            // Who does not wait waits a little longer; only wrong passwords double it.
            known.blocked_until = (known.blocked_until + WAIT_FIRST).min(now + WAIT_LONGEST);
            let wait = known.blocked_until - now;
            let detail = "too many failed sign-ins for this account from this address";
            return Err(No::slow_down(detail, wait.as_secs() + u64::from(wait.subsec_nanos() > 0)));
        }
        known.again(now);
        Ok(())
    }

    /// A password was right.
    pub(super) fn succeeded(&self, user: &str, address: IpAddr) {
        let mut failures = self.failures.lock().expect("nobody panics while holding it");
        failures.remove(&(user.to_owned(), address));
    }

    fn prune(&self) {
        let now = self.clock.monotonic();
        let mut failures = self.failures.lock().expect("nobody panics while holding it");
        failures.retain(|_, known| now.saturating_sub(known.last) < FORGOTTEN);
        failures.shrink_to_fit();
    }
}

impl Failures {
    /// One more, with the wait that follows.
    fn again(&mut self, now: Duration) {
        self.count = self.count.saturating_add(1);
        self.last = now;
        if let Some(further) = self.count.checked_sub(FAILURES_FREE) {
            self.blocked_until = now + (WAIT_FIRST * 2_u32.pow(further.min(20))).min(WAIT_LONGEST);
        }
    }
}

fn forget(failures: &mut HashMap<(String, IpAddr), Failures>, now: Duration) {
    failures.retain(|_, known| known.blocked_until > now);
    if failures.len() >= REMEMBERED_MAX {
        failures.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use axum::response::IntoResponse;

    use super::*;

    fn limits() -> (Limits, Arc<AtomicU64>) {
        let now_ms = Arc::new(AtomicU64::new(1_000));
        let hand = now_ms.clone();
        let clock = Clock::new(|| 0, move || Duration::from_millis(hand.load(Ordering::Relaxed)));
        (Limits::new(&clock), now_ms)
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    fn wait_s(no: No) -> u64 {
        let response = no.into_response();
        assert_eq!(response.status(), 429);
        response.headers()["retry-after"].to_str().unwrap().parse().unwrap()
    }

    #[test]
    fn sixty_unknown_tokens_a_minute_and_no_more() {
        let (limits, now_ms) = limits();
        for _ in 0..60 {
            limits.unknown_token(address(1)).unwrap();
        }
        assert_eq!(wait_s(limits.unknown_token(address(1)).unwrap_err()), 2);
        limits.unknown_token(address(2)).unwrap();
        now_ms.fetch_add(60_000, Ordering::Relaxed);
        for _ in 0..60 {
            limits.unknown_token(address(1)).unwrap();
        }
    }

    #[test]
    fn an_address_may_ask_two_thousand_times_a_second_and_more() {
        let (limits, now_ms) = limits();
        for _ in 0..60 {
            now_ms.fetch_add(1_000, Ordering::Relaxed);
            for _ in 0..2_000 {
                limits.request(address(1)).unwrap();
            }
        }
        now_ms.fetch_add(60_000, Ordering::Relaxed);
        let refused = (0..50_000).find(|_| limits.request(address(1)).is_err());
        assert_eq!(refused, Some(40_000));
        limits.request(address(2)).unwrap();
    }

    #[test]
    fn the_sixth_sign_in_waits_longer_and_longer() {
        let (limits, now_ms) = limits();
        let sign_ins = &limits.sign_ins;
        for _ in 0..5 {
            sign_ins.begin("lan", address(1)).unwrap();
        }
        assert_eq!(wait_s(sign_ins.begin("lan", address(1)).unwrap_err()), 10);
        assert_eq!(wait_s(sign_ins.begin("lan", address(1)).unwrap_err()), 15);
        sign_ins.begin("lan", address(2)).unwrap();
        sign_ins.begin("minh", address(1)).unwrap();
        now_ms.fetch_add(15_000, Ordering::Relaxed);
        sign_ins.begin("lan", address(1)).unwrap();
        assert_eq!(wait_s(sign_ins.begin("lan", address(1)).unwrap_err()), 15);
        for _ in 0..30 {
            now_ms.fetch_add(900_000, Ordering::Relaxed);
            sign_ins.begin("lan", address(1)).unwrap();
            assert!(wait_s(sign_ins.begin("lan", address(1)).unwrap_err()) <= 900);
        }
    }

    #[test]
    fn a_right_password_or_an_hour_ends_the_counting() {
        let (limits, now_ms) = limits();
        let sign_ins = &limits.sign_ins;
        for _ in 0..4 {
            sign_ins.begin("lan", address(1)).unwrap();
        }
        sign_ins.succeeded("lan", address(1));
        for _ in 0..4 {
            sign_ins.begin("lan", address(1)).unwrap();
        }
        sign_ins.begin("lan", address(1)).unwrap();
        now_ms.fetch_add(3_600_000, Ordering::Relaxed);
        for _ in 0..4 {
            sign_ins.begin("lan", address(1)).unwrap();
        }
        sign_ins.begin("lan", address(1)).unwrap();
    }

    #[test]
    fn whoever_is_quiet_is_forgotten() {
        let (limits, now_ms) = limits();
        limits.request(address(1)).unwrap();
        limits.unknown_token(address(1)).unwrap();
        limits.unknown_pairing(address(1)).unwrap();
        limits.pairing(address(1)).unwrap();
        limits.sign_ins.begin("lan", address(1)).unwrap();
        now_ms.fetch_add(3_600_000, Ordering::Relaxed);
        limits.prune();
        assert!(limits.requests.is_empty() && limits.unknown_tokens.is_empty());
        assert!(limits.unknown_pairings.is_empty() && limits.pairings.is_empty());
        assert!(limits.sign_ins.failures.lock().unwrap().is_empty());
    }

    #[test]
    fn a_flood_of_accounts_is_not_remembered_for_ever() {
        let (limits, _) = limits();
        for user in 0..=REMEMBERED_MAX {
            limits.sign_ins.begin(&user.to_string(), address(1)).unwrap();
        }
        assert!(limits.sign_ins.failures.lock().unwrap().len() <= REMEMBERED_MAX);
    }
}
