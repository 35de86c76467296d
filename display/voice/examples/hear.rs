//! Speaks calls as the display will: `cargo run -p voice --example hear -- device A012 3` (or `wav:DIR`, and a
//! voice pack's folder as a fourth word). Prints what the speaker tells.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
use std::env;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Instant;

use anyhow::Context;
use voice::{Call, Espeak, Language, Output, Pack, Part, Reading, Speaker, Told, Utterance, Voice};

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let [output, number, counter, rest @ ..] = &words[..] else {
        anyhow::bail!("name an output, a number and a counter: device A012 3");
    };
    let pack = rest.first().map(|folder| Pack::open(Path::new(folder))).transpose()?;
    let (tell, told) = channel();
    let tell = move |event| drop(tell.send(event));
    let output: Output = output.parse()?;
    let speaker = Speaker::start(output, Voice::new(pack, Espeak::default()), Instant::now, tell)?;
    for (id, recall) in [(1, false), (2, true)] {
        let call = Call { number, counter, name: "", short: None, recall };
        speaker.say(Utterance { id, parts: parts(&call) });
    }
    for told in told.iter().filter(|told| !matches!(told, Told::Began { .. })).take(2) {
        println!("{told:?}");
    }
    speaker.problem().map_or(Ok(()), Err).context("not all is well")
}

fn parts(call: &Call<'_>) -> Vec<Part> {
    let vietnamese = Language::Vietnamese(Reading::default());
    let said = |language: Language| Part::said(language, language.call(call));
    vec![Part::Chime, said(vietnamese), said(vietnamese), said(Language::English)]
}
