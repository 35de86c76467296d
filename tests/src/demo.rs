//! One office's day on this machine: starts the real server, kiosk and display on a clock of their own and plays
//! seeded visitors and clerks over the public API, so that people can join in by hand at any time.
mod cast;
mod day_clock;
mod desk;
mod folder;
mod lobby;
mod options;
mod stage;
mod told;

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use client::{Device, Patience, Server, Staff};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{MissedTickBehavior, interval};

use cast::{Cast, Wanted};
use day_clock::DayClock;
use desk::Desk;
use folder::Folder;
pub(crate) use folder::office_file;
use lobby::Lobby;
pub use options::Options;
use stage::Stage;
use told::Tally;

/// People look around once a second of their time, but the machine not more often than this.
const TICK_MIN: Duration = Duration::from_millis(50);
/// How often it is looked whether a program has ended.
const WATCH: Duration = Duration::from_millis(100);

/// What only `main` can know.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Whether windows can be opened.
    pub has_display: bool,
    /// The time since 1970, milliseconds: makes the keys of this run its own.
    pub now_ms: u128,
    /// A clock that does not jump.
    pub instant: fn() -> Instant,
}

/// Why a demo ends.
enum End {
    /// The time of `--until` has come.
    Over,
    /// Somebody pressed Ctrl-C.
    Asked,
    /// A program ended by itself.
    Died(String),
}

/// Runs a demo to its end.
///
/// # Errors
/// When something can't be started, or a program ends that should not.
pub fn run(options: &Options, machine: &Machine) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let office = server::office_file::read(&office_file()).context("the sample office is wrong")?;
    let folder = Folder::open(options.data.as_deref())?;
    let end = runtime.block_on(show(options, machine, &office, &folder))?;
    folder.close();
    match end {
        End::Over | End::Asked => Ok(()),
        End::Died(how) => bail!(how),
    }
}

/// From the first program's start to the last one's end.
async fn show(
    options: &Options,
    machine: &Machine,
    office: &queue::Office,
    folder: &Folder,
) -> anyhow::Result<End> {
    let mut asked = Signals::new()?;
    let mut stage = Stage::new(options, machine.has_display, office, folder);
    let opened = tokio::select! {
        biased;
        () = asked.next() => Ok(None),
        day = open(options, machine, &mut stage) => day.map(Some),
    };
    let end = match opened {
        Ok(None) => Ok(End::Asked),
        Ok(Some(day)) => tokio::select! {
            biased;
            () = asked.next() => Ok(End::Asked),
            died = stage.watch() => Ok(End::Died(died)),
            () = day.play(options) => Ok(End::Over),
        },
        Err(error) => Err(error),
    };
    told::closing();
    stage.close();
    end
}

/// Starts the programs and lets everybody sign in.
async fn open<'d>(options: &Options, machine: &Machine, stage: &mut Stage<'d>) -> anyhow::Result<Day<'d>> {
    stage.open().await?;
    let day = Day::begin(options, machine, stage).await?;
    told::opening(options, stage, &day.clock);
    Ok(day)
}

/// Everybody who plays, and what they need.
struct Day<'d> {
    office: &'d queue::Office,
    server: Server,
    manager: Staff,
    lobby: Lobby,
    desks: Vec<Desk>,
    clock: DayClock,
    instant: fn() -> Instant,
}

impl<'d> Day<'d> {
    async fn begin(options: &Options, machine: &Machine, stage: &Stage<'d>) -> anyhow::Result<Self> {
        let office = stage.office();
        let server = Server::new(stage.url().parse()?, Patience::default());
        let now = server.office(&office.code).await.context("the server does not tell its time")?.now;
        let begun = (machine.instant)();
        let clock = DayClock::new(now, options.speed, begun);
        let (seed, visitors) = (options.seed, options.visitors);
        let wanted = Wanted { seed, visitors, day: now.civil().date(), from_ms: clock.day_ms(begun) };
        let Cast { waiting, coming, shifts } = cast::cast(office, wanted)?;
        // Going on from another time, those who wait are there already.
        let visitors = waiting.into_iter().filter(|_| stage.is_new()).chain(coming).collect();
        let device = Device::new(server.clone(), &office.code, &stage.key("visitors")?);
        let device = device.context("the key is out of form")?;
        let lobby = Lobby::new(device, visitors, format!("demo-{}", machine.now_ms));
        let manager = sign_in(&server, "manager").await?;
        let mut desks = Vec::new();
        for shift in shifts.into_iter().filter(|_| !options.no_clerks) {
            let user = folder::clerk(&shift.counter);
            let staff = sign_in(&server, &user).await?;
            desks.push(Desk::new(staff, user, shift, clock));
        }
        Ok(Self { office, server, manager, lobby, desks, clock, instant: machine.instant })
    }

    /// Plays until the time is over, if it ever is.
    async fn play(mut self, options: &Options) {
        let mut ticks = interval((Duration::from_secs(1) / options.speed).max(TICK_MIN));
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut minute = None;
        loop {
            ticks.tick().await;
            let now_ms = self.clock.day_ms((self.instant)());
            self.lobby.come(now_ms).await;
            self.work(now_ms).await;
            if minute.replace(now_ms / 60_000) != Some(now_ms / 60_000) {
                self.tell(now_ms).await;
            }
            if options.until_ms().is_some_and(|until_ms| now_ms >= until_ms) {
                return;
            }
        }
    }

    /// Every clerk looks at the counter as it is, whoever acted there, and does what is to be done.
    async fn work(&mut self, now_ms: i64) {
        // Nobody to ask: whoever watches the programs knows why.
        let Ok(counters) = self.manager.counters(&self.office.code).await else { return };
        for desk in &mut self.desks {
            if let Some(counter) = counters.iter().find(|counter| counter.counter == desk.counter()) {
                desk.work(&self.office.code, counter, &mut self.lobby, now_ms).await;
            }
        }
    }

    async fn tell(&self, now_ms: i64) {
        let Ok(board) = self.server.board(&self.office.code).await else { return };
        let mut tally =
            Tally { took: self.lobby.took(), turned_away: self.lobby.turned_away(), ..Tally::default() };
        for desk in &self.desks {
            tally.served += desk.served();
            tally.no_shows += desk.no_shows();
        }
        told::minute(&board, &tally, now_ms);
    }
}

async fn sign_in(server: &Server, user: &str) -> anyhow::Result<Staff> {
    let staff = Staff::login(server.clone(), user, &folder::password(user)).await;
    staff.with_context(|| format!("{user} can't sign in"))
}

/// Ctrl-C, a service manager's request, and the end of the terminal.
struct Signals([tokio::signal::unix::Signal; 3]);

impl Signals {
    fn new() -> anyhow::Result<Self> {
        let [int, term, hangup] = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        Ok(Self([signal(int)?, signal(term)?, signal(hangup)?]))
    }

    async fn next(&mut self) {
        let [int, term, hangup] = &mut self.0;
        tokio::select! { _ = int.recv() => {} _ = term.recv() => {} _ = hangup.recv() => {} }
    }
}
