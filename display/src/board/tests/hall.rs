//! A hall for scripts: counters that call and finish, a server's clock, a line that can be cut.
use expect_test::Expect;
use protocol::{
    Board, BoardCall, BoardCounter, BoardMissed, BoardWaiting, Call, CounterState, Moment, Notice, Text,
    Withdrawn,
};
use texts::Texts;

use crate::board::{
    Earlier, Foot, Heard, Hero, Length, Lobby, Names, Order, Picture, Said, Saying, ServerClock,
};

/// 2026-11-23T08:42:00+07:00, a Monday: the script's second 0.
const START_MS: i64 = 1_795_398_120_000;
const OFFSET_S: i32 = 7 * 3600;

/// The server's side, and the lobby that listens to it.
pub(super) struct Hall {
    lobby: Lobby,
    texts: Texts,
    now_ms: u64,
    /// What the server's clock shows beyond the script's time.
    ahead_ms: i64,
    seq: u64,
    /// Tickets at counters, newest call first.
    calls: Vec<BoardCall>,
    missed: Vec<BoardMissed>,
    waiting: u32,
    open: bool,
    reopens_at: Option<Moment>,
    counters: Vec<BoardCounter>,
    connected: bool,
    /// Calls made while the line was cut.
    unheard: Vec<Call>,
    /// How long a sentence takes; 0 while the display's sound is off, so that all is heard out at once.
    sentence_ms: u64,
    /// What is being spoken, and until when.
    speaking: Option<(u64, u64)>,
    /// What began to be spoken in the last step.
    spoken: Vec<String>,
}

/// Runs a script and compares what is seen after each of its lines.
pub(super) fn check(script: &str, expected: Expect) {
    expected.assert_eq(&Hall::new(None).run(script));
}

impl Hall {
    pub(super) fn new(earlier: Option<Earlier>) -> Self {
        let counter = |code: &str| BoardCounter {
            counter: code.into(),
            name: name_of(code),
            state: CounterState::Open,
            until: None,
            number: None,
        };
        Self {
            lobby: Lobby::new(earlier),
            texts: Texts::new(&crate::words::OWN).unwrap(),
            now_ms: 0,
            ahead_ms: 0,
            seq: 100,
            calls: Vec::new(),
            missed: Vec::new(),
            waiting: 3,
            open: true,
            reopens_at: None,
            counters: ["1", "2"].map(counter).into(),
            connected: false,
            unheard: Vec::new(),
            sentence_ms: 0,
            speaking: None,
            spoken: Vec::new(),
        }
    }

    pub(super) fn run(&mut self, script: &str) -> String {
        let mut seen = String::new();
        for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (second, act) = line.split_once(char::is_whitespace).unwrap();
            let act: Vec<&str> = act.split_whitespace().collect();
            self.pass_to((second.parse::<f64>().unwrap() * 1000.0).round() as u64);
            let until_ms = self.act(&act);
            self.speak();
            seen += &format!("{second:5} {:20} {}{}\n", act.join(" "), self.seen(), self.heard());
            if let Some(until_ms) = until_ms {
                self.watch(until_ms, &mut seen);
            }
        }
        seen
    }

    /// One act; gives until when to watch, if that is the act.
    fn act(&mut self, act: &[&str]) -> Option<u64> {
        match act {
            ["join"] => self.join(),
            ["cut"] => {
                self.connected = false;
                self.lobby.hear(Heard::Lost, self.now_ms);
            }
            ["board"] => self.tell(Heard::Board(Box::new(self.board()))),
            ["sound"] => self.sentence_ms = 3_000,
            ["speaker", "dies"] => self.speaking = None,
            ["notice", words @ ..] => self.notice(&words.join(" ")),
            ["unknown"] => {
                self.connected = false;
                self.lobby.hear(Heard::Unknown, self.now_ms);
            }
            ["call", number, counter] => self.call(number, counter, 0),
            ["recall", number, counter] => self.call(number, counter, 1),
            ["undo", number] => self.undo(number),
            ["done", counter] => self.finish(counter),
            ["no-show", counter] => self.no_show(counter),
            ["wait", count] => self.waiting = count.parse().unwrap(),
            ["clock", time] => self.set_clock(time),
            ["new-log"] => self.seq = 10,
            ["closed", "until", time] => (self.open, self.reopens_at) = (false, Some(at(time))),
            ["closed"] => (self.open, self.reopens_at) = (false, None),
            ["open"] => (self.open, self.reopens_at) = (true, None),
            ["counters", state] => {
                self.counters.iter_mut().for_each(|counter| counter.state = state_of(state))
            }
            ["pause", counter, until] => self.pause(counter, until),
            ["look"] => {}
            ["watch", until_s] => return Some(until_s.parse::<u64>().unwrap() * 1000),
            _ => panic!("what is {act:?}"),
        }
        None
    }

    /// Lets the lobby wake by itself until then, as the real program does.
    fn pass_to(&mut self, to_ms: u64) {
        while let Some(next_ms) = self.next_ms().filter(|next_ms| *next_ms <= to_ms) {
            assert!(next_ms > self.now_ms, "a wake must lie in the future");
            self.wake(next_ms);
        }
        self.wake(to_ms);
    }

    fn next_ms(&self) -> Option<u64> {
        let spoken_ms = self.speaking.map(|(_, until_ms)| until_ms);
        [self.lobby.next_change_ms(self.now_ms), spoken_ms].into_iter().flatten().min()
    }

    fn wake(&mut self, at_ms: u64) {
        self.now_ms = at_ms;
        if let Some((id, _)) = self.speaking.take_if(|(_, until_ms)| *until_ms <= at_ms) {
            self.lobby.hear(Heard::SpeechEnded(id), at_ms);
        }
        self.lobby.pass(at_ms);
        self.speak();
    }

    /// Does what the speaker is told to do.
    fn speak(&mut self) {
        loop {
            let orders = self.lobby.orders();
            if orders.is_empty() {
                return;
            }
            for order in orders {
                match order {
                    Order::Say(saying) if self.sentence_ms == 0 => {
                        self.lobby.hear(Heard::SpeechEnded(saying.id), self.now_ms)
                    }
                    Order::Say(saying) => {
                        let (told, sentences) = told_of(&saying);
                        let length_ms = sentences * self.sentence_ms;
                        self.spoken.push(told);
                        self.lobby.hear(Heard::SpeechBegan(saying.id, length_ms), self.now_ms);
                        self.speaking = Some((saying.id, self.now_ms + length_ms));
                    }
                    Order::Stop => {
                        self.spoken.push("(stop)".into());
                        self.speaking = None;
                    }
                }
            }
        }
    }

    /// Notes each change until then; a flash is one change, when it begins.
    fn watch(&mut self, until_ms: u64, seen: &mut String) {
        let mut before = self.seen();
        let mut wakes = 0;
        while let Some(next_ms) = self.next_ms().filter(|next_ms| *next_ms <= until_ms) {
            self.pass_to(next_ms);
            wakes += 1;
            let (now, heard) = (self.seen(), self.heard());
            if !heard.is_empty() || now != before && now != before.trim_end_matches(" flash") {
                *seen += &format!("{:<26} {now}{heard}\n", self.now_ms as f64 / 1000.0);
            }
            before = now;
        }
        assert!(wakes <= 48 * 25 + until_ms / 60_000, "{wakes} wakes: no flash has so many pictures");
        self.pass_to(until_ms);
    }

    fn join(&mut self) {
        self.connected = true;
        for call in std::mem::take(&mut self.unheard) {
            self.tell(Heard::Call(call));
        }
        self.tell(Heard::Board(Box::new(self.board())));
    }

    fn tell(&mut self, heard: Heard) {
        if self.connected {
            self.lobby.hear(heard, self.now_ms);
        }
    }

    fn call(&mut self, number: &str, counter: &str, recall: u32) {
        self.seq += 1;
        let call = Call {
            call: self.seq,
            number: number.into(),
            counter: counter.into(),
            counter_name: name_of(counter),
            service: number[..1].into(),
            short: Text::default(),
            at: self.server_now(),
            recall,
        };
        self.calls.retain(|other| other.counter != counter && other.number != number);
        self.calls.insert(0, crate::board::on_board(call.clone()));
        if !self.connected {
            self.unheard.push(call.clone());
        }
        self.tell(Heard::Call(call));
    }

    fn undo(&mut self, number: &str) {
        let call = self.calls.iter().find(|call| call.number == number).unwrap().call;
        self.seq += 1;
        self.calls.retain(|call| call.number != number);
        self.unheard.retain(|call| call.number != number);
        self.tell(Heard::Withdrawn(Withdrawn { call, number: number.into() }));
    }

    fn notice(&mut self, words: &str) {
        self.seq += 1;
        let (text, at) = (Text::from([("vi", words)]), self.server_now());
        self.tell(Heard::Notice(Notice { notice: self.seq, text, at, until: None }));
    }

    fn finish(&mut self, counter: &str) {
        self.seq += 1;
        self.calls.retain(|call| call.counter != counter);
    }

    fn no_show(&mut self, counter: &str) {
        let number = self.calls.iter().find(|call| call.counter == counter).unwrap().number.clone();
        let at = self.server_now();
        self.missed.insert(0, BoardMissed { number, at });
        self.finish(counter);
    }

    fn pause(&mut self, counter: &str, until: &str) {
        let counter = self.counters.iter_mut().find(|other| other.counter == counter).unwrap();
        (counter.state, counter.until) = (CounterState::Paused, Some(at(until)));
    }

    fn set_clock(&mut self, time: &str) {
        self.ahead_ms += at(time).at_ms() - self.server_now().at_ms();
    }

    fn server_now(&self) -> Moment {
        Moment::new(START_MS + self.now_ms as i64 + self.ahead_ms, OFFSET_S)
    }

    pub(super) fn board(&self) -> Board {
        Board {
            office: "tay-ninh".into(),
            name: Text::from([("vi", "UBND thị xã Tây Ninh")]),
            seq: self.seq,
            // On the wire a moment has whole seconds.
            at: self.server_now().to_string().parse().unwrap(),
            open: self.open,
            reopens_at: self.reopens_at,
            calls: self.calls.clone(),
            missed: self.missed.clone(),
            waiting: vec![BoardWaiting {
                service: "A".into(),
                short: Text::from([("vi", "Hộ tịch")]),
                color: "#1F5FA8".into(),
                count: self.waiting,
                estimate: None,
            }],
            counters: self.counters.clone(),
            notice: None,
        }
    }

    fn seen(&self) -> String {
        told(&self.lobby.picture(&self.texts.speak("vi", "vi"), self.now_ms), self.flashing())
    }

    /// What began to be spoken since this was last told.
    fn heard(&mut self) -> String {
        std::mem::take(&mut self.spoken).iter().map(|told| format!(" [{told}]")).collect()
    }

    /// Whether the flash goes on, whatever its brightness is now.
    fn flashing(&self) -> bool {
        let next_ms = self.lobby.next_change_ms(self.now_ms);
        next_ms.is_some_and(|next_ms| next_ms - self.now_ms < 100) && self.connected
    }
}

/// A picture in one line.
fn told(picture: &Picture, flashing: bool) -> String {
    let mut parts = vec![match &picture.hero {
        Hero::Call { number, sign, .. } => {
            format!("{} {number}>{}", picture.clock, sign.as_deref().unwrap_or("-"))
        }
        Hero::Calm(text) => format!("{} {text}", picture.clock),
    }];
    let rows =
        picture.rows.iter().map(|row| format!("{}>{}", row.number, row.sign.as_deref().unwrap_or("-")));
    let rows: Vec<_> = rows.collect();
    parts.extend((!rows.is_empty()).then(|| rows.join(" ")));
    parts.extend(picture.missed.iter().map(|missed| format!("missed {}", missed.numbers.join(" "))));
    parts.extend(
        picture.waiting.rows.iter().filter(|row| row.count != 3).map(|row| format!("{} wait", row.count)),
    );
    match &picture.foot {
        Foot::Lost(text) => parts.push(text.clone()),
        Foot::Notice(_) => {}
    }
    let end = if flashing { " flash" } else { "" };
    (if picture.greyed { "(grey) " } else { "" }).to_owned() + &parts.join(" | ") + end
}

/// What is spoken in few words, and in how many sentences.
fn told_of(saying: &Saying) -> (String, u64) {
    let what = match &saying.said {
        Said::Call(call) if call.is_recall => format!("again {}", call.number),
        Said::Call(call) => call.number.clone(),
        Said::TakenBack(number) => format!("slip {number}"),
        Said::Notice(text) => text.get("vi", "vi").into(),
    };
    match saying.length {
        Length::Twice => (what.clone() + ", " + &what, 2),
        Length::Once | Length::First => (what, 1),
    }
}

fn name_of(counter: &str) -> Text {
    Text::from([("vi", format!("Quầy {counter}").as_str())])
}

fn state_of(state: &str) -> CounterState {
    match state {
        "open" => CounterState::Open,
        "paused" => CounterState::Paused,
        "closed" => CounterState::Closed,
        _ => panic!("what is {state}"),
    }
}

/// `08:42:00` of the script's day, or `24T08:42:00` of another of its month.
pub(super) fn at(time: &str) -> Moment {
    let (day, time) = time.split_once('T').unwrap_or(("23", time));
    let seconds = if time.len() == 5 { ":00" } else { "" };
    format!("2026-11-{day}T{time}{seconds}+07:00").parse().unwrap()
}

pub(super) fn earlier(board: Board, known_at: &str, now: &str) -> Earlier {
    let clock = ServerClock::new(at(now), 0);
    Earlier { board, names: Names::default(), known_at: at(known_at), clock }
}
