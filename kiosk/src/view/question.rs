//! "A number all the same?" and "is anybody there?": one sentence, and yes or no.
use screen::area::Area;
use screen::button::Kind;
use screen::text::Weight;
use texts::{Words, clock};

use super::Scene;
use super::doors::Door;
use super::page::Page;
use super::pieces::Label;
use crate::app::{App, Doubt, Question, Touch};

pub(super) fn draw(scene: &mut Scene, app: &App, question: &Question, page: &Page, words: &Words<'_>) {
    let yes = if matches!(question.doubt, Doubt::Again(_)) { "take-more" } else { "take" };
    let doors = vec![
        Door::new(Kind::Filled, Touch::Take, words.get(yes)),
        Door::new(Kind::Outlined, Touch::Back, words.get("take-none")),
        Door::help(app, words),
    ];
    let body = scene.doors(page, doors);
    let service = app.services().iter().find(|service| service.service == question.service);
    let name = service.map_or(question.service.as_str(), |service| words.choose(&service.name));
    ask(scene, page, body, name.into(), sentence(&question.doubt, words));
}

/// Nobody has touched anything for a while.
pub(super) fn still_there(scene: &mut Scene, page: &Page, words: &Words<'_>) {
    let doors = vec![
        Door::new(Kind::Filled, Touch::Stay, words.get("stay")),
        Door::new(Kind::Outlined, Touch::Leave, words.get("leave")),
    ];
    let body = scene.doors(page, doors);
    ask(scene, page, body, String::new(), words.get("stay-title"));
}

fn sentence(doubt: &Doubt, words: &Words<'_>) -> String {
    match doubt {
        Doubt::Again(number) => words.fill("question-again", &[("number", number.into())]),
        Doubt::Long { waiting, estimate } => {
            let wait = words.wait_about(Some(estimate));
            words.fill("question-long", &[("count", (*waiting).into()), ("wait", (&wait).into())])
        }
        Doubt::AfterBreak { waiting, at } => {
            let time = clock(*at);
            words.fill("question-after", &[("count", (*waiting).into()), ("time", (&time).into())])
        }
    }
}

/// What it is about above, and the sentence in the middle.
fn ask(scene: &mut Scene, page: &Page, area: Area, about: String, sentence: String) {
    let s = page.letters;
    let (above, rest) = area.split_top(area.h * 30 / 100);
    scene.label(above, Label::new(about, Weight::SemiBold, s.type_px(42)).soft().centre().lines(2).bottom());
    let rest = rest.split_top(s.px(24)).1;
    scene.label(rest, Label::new(sentence, Weight::Bold, s.type_px(60)).centre().lines(5).top());
}
