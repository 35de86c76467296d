//! One day of the town: visitors take numbers, clerks look up from their desks, holders change their minds. Everybody
//! acts in the order of time.
use std::collections::BTreeMap;

use jiff::civil::Date;
use queue::{Act, Actor, Caller, Command, HolderAct, Issue, Now, Number, Office, Stage, Standing};
use server::office::{History, Reply, Request};
use simulation::{Clerk, Coming, Dice, Hand, Visitor, shifts, visitors};

const MINUTE_MS: i64 = 60_000;
/// A clerk looks up this often, from and to.
const LOOKS_MS: (i64, i64) = (3_000, 9_000);
/// Clerks serve who waits at the end of the last session, for an hour at most.
const AFTER_HOURS_MIN: i64 = 60;
/// Shares of the visitors.
const GIVES_UP: f64 = 0.02;
const COMES_BACK: f64 = 0.4;
const RATES: f64 = 0.12;
/// One paper in so many does not come out.
const PAPER_FAILS: f64 = 0.003;

/// A day that is played.
pub(super) struct Day<'h> {
    history: &'h mut History,
    date: Date,
    midnight_ms: i64,
    dice: Dice,
    clerks: Vec<Clerk>,
    holders: BTreeMap<Number, Visitor>,
    /// What is to happen, by milliseconds after midnight and the order in which it was planned.
    plan: BTreeMap<(i64, u64), Happening>,
    planned: u64,
}

enum Happening {
    Comes(Visitor),
    LooksUp(usize),
    Prints(Number),
    Asks(Number, HolderAct),
}

impl<'h> Day<'h> {
    /// A day with about `count` visitors.
    pub(super) fn new(
        history: &'h mut History,
        office: &Office,
        date: Date,
        midnight_ms: i64,
        count: u32,
        mut dice: Dice,
    ) -> Self {
        let sessions = office.hours.sessions(date);
        let coming = visitors(office, sessions, count, &mut dice);
        let clerks: Vec<_> = shifts(office, sessions, &mut dice).into_iter().map(Clerk::new).collect();
        let (holders, plan) = (BTreeMap::new(), BTreeMap::new());
        let begin_ms = sessions.first().map_or(0, |session| i64::from(session.from_min) * MINUTE_MS);
        let mut day = Self { history, date, midnight_ms, dice, clerks, holders, plan, planned: 0 };
        for visitor in coming {
            day.plan(visitor.at_ms, Happening::Comes(visitor));
        }
        for index in 0..day.clerks.len() {
            let first_ms = begin_ms + day.dice.between_ms(0, LOOKS_MS.1);
            day.plan(first_ms, Happening::LooksUp(index));
        }
        day
    }

    /// Plays it until midnight, and writes it. Gives how many numbers were taken.
    pub(super) fn play(mut self, last_min: u16) -> anyhow::Result<usize> {
        let end_ms = (i64::from(last_min) + AFTER_HOURS_MIN) * MINUTE_MS;
        while let Some(((at_ms, _), happening)) = self.plan.pop_first() {
            if at_ms < end_ms {
                self.happen(happening, at_ms)?;
            }
        }
        let midnight =
            Now { at_ms: self.midnight_ms + 24 * 60 * MINUTE_MS, date: self.date.tomorrow()?, minute: 0 };
        self.history.pass(&midnight)?;
        self.history.write(&midnight)?;
        Ok(self.holders.len())
    }

    fn plan(&mut self, at_ms: i64, happening: Happening) {
        self.planned += 1;
        self.plan.insert((at_ms, self.planned), happening);
    }

    fn happen(&mut self, happening: Happening, at_ms: i64) -> anyhow::Result<()> {
        match happening {
            Happening::Comes(visitor) => self.come(visitor, at_ms),
            Happening::LooksUp(index) => self.look_up(index, at_ms),
            Happening::Prints(number) => {
                let ok = !self.dice.chance(PAPER_FAILS);
                let problem = (!ok).then_some(protocol::PrintProblem::PaperOut);
                self.ask(kiosk(), Command::Printed { number, ok, problem }, at_ms).map(drop)
            }
            Happening::Asks(number, act) => {
                let caller = Caller { actor: Actor::Holder, standing: Standing::Holder };
                self.ask(caller, Command::Holder { number, act }, at_ms).map(drop)
            }
        }
    }

    fn come(&mut self, visitor: Visitor, at_ms: i64) -> anyhow::Result<()> {
        let priority = visitor.priority.then(|| "yes".into());
        let issue =
            Issue { service: visitor.service, priority, lang: None, assist: visitor.assist, procedure: None };
        let Some(Reply::Issued(issued)) = self.ask(kiosk(), Command::Issue(issue), at_ms)? else {
            // Too late, or too many.
            return Ok(());
        };
        let number = issued.number.parse()?;
        self.holders.insert(number, visitor);
        let paper_ms = self.dice.between_ms(800, 2_000);
        self.plan(at_ms + paper_ms, Happening::Prints(number));
        if self.dice.chance(GIVES_UP) {
            let after_ms = self.dice.between_ms(5 * MINUTE_MS, 25 * MINUTE_MS);
            self.plan(at_ms + after_ms, Happening::Asks(number, HolderAct::Cancel));
        }
        Ok(())
    }

    fn look_up(&mut self, index: usize, at_ms: i64) -> anyhow::Result<()> {
        let again_ms = self.dice.between_ms(LOOKS_MS.0, LOOKS_MS.1);
        self.plan(at_ms + again_ms, Happening::LooksUp(index));
        let clerk = &mut self.clerks[index];
        let ticket = self.history.hall().open_day().and_then(|day| day.in_hand(clerk.counter()));
        let hand = ticket.and_then(|ticket| Hand::of(ticket, &self.holders, self.midnight_ms));
        let Some(act) = clerk.act(hand, at_ms, self.midnight_ms) else { return Ok(()) };
        let counter = clerk.counter().to_owned();
        let before = ticket.map(|ticket| (ticket.number, ticket.stage));
        let missed = matches!(act, Act::NoShow);
        let actor = Actor::Account(format!("clerk-{counter}"));
        let command = Command::At { counter, in_hand: None, act };
        let done = self.ask(Caller { actor, standing: Standing::Clerk }, command, at_ms)?.is_some();
        match before.filter(|_| done) {
            Some((number, _)) if missed => self.miss(number, at_ms),
            Some((number, Stage::Serving)) => self.say_goodbye(number, at_ms),
            Some(_) | None => {}
        }
        Ok(())
    }

    /// Some come back, and then stand in front of the counter when they are called.
    fn miss(&mut self, number: Number, at_ms: i64) {
        if !self.dice.chance(COMES_BACK) {
            return;
        }
        if let Some(visitor) = self.holders.get_mut(&number) {
            visitor.coming = Coming::After(10_000);
        }
        let after_ms = self.dice.between_ms(2 * MINUTE_MS, 12 * MINUTE_MS);
        self.plan(at_ms + after_ms, Happening::Asks(number, HolderAct::Return));
    }

    fn say_goodbye(&mut self, number: Number, at_ms: i64) {
        if self.dice.chance(RATES) {
            let stars = [5, 5, 5, 4, 4, 3, 2, 1][self.dice.pick(&[1.0; 8])];
            let after_ms = self.dice.between_ms(30_000, 10 * MINUTE_MS);
            self.plan(at_ms + after_ms, Happening::Asks(number, HolderAct::Rate { stars, comment: None }));
        }
    }

    /// What came of it; nothing when it was refused.
    fn ask(&mut self, caller: Caller, command: Command, at_ms: i64) -> anyhow::Result<Option<Reply>> {
        let minute = u16::try_from(at_ms / MINUTE_MS)?;
        let now = Now { at_ms: self.midnight_ms + at_ms, date: self.date, minute };
        let answer = self.history.submit(&Request { caller, key: None, command }, &now)?;
        Ok(answer.ok().map(|answer| answer.reply))
    }
}

fn kiosk() -> Caller {
    Caller { actor: Actor::Device("kiosk-1".into()), standing: Standing::Device }
}
