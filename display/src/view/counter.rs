//! The display above one counter: whose turn it is there, seen from the seats before it.
use screen::area::Area;
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Surface};

use super::fitted;
use super::shade::Shade;
use crate::board::{CounterSign, SignState};

/// Type in shares of the card's height, in thousandths.
const NAME: u32 = 150;
const NUMBER: u32 = 520;
const SERVICE: u32 = 110;
const CALM: u32 = 170;
const LEAST: u32 = 40;

#[derive(Hash)]
struct Sign<'a> {
    sign: &'a CounterSign,
    shade: Shade,
}

pub(super) fn sign<'a>(frame: &mut Frame<'a>, area: Area, sign: &'a CounterSign, shade: Shade) {
    let shade = match (&sign.state, shade) {
        (SignState::Called { faded, .. }, Shade::Clear) => Shade::Faded(*faded),
        (SignState::Called { .. } | SignState::Serving(_) | SignState::Calm(_), shade) => shade,
    };
    frame.region(area, theme::WALL.ground, Sign { sign, shade }, draw);
}

/// The counter's name and what is served above; below it the number, or why there is none.
fn draw(of: &Sign<'_>, area: Area, pen: &mut Pen) {
    let sign = of.sign;
    let surface = match sign.state {
        SignState::Called { .. } => of.shade.surface(theme::CALL),
        SignState::Serving(_) | SignState::Calm(_) => of.shade.surface(theme::WALL_CARD),
    };
    pen.rounded(area, area.h / 16, surface.ground);
    let inner = area.inset_xy(area.h / 12, area.h / 24);
    let (head, body) = inner.split_top(share(area, NAME) * 3 / 2);
    draw_head(sign, surface, head, area, pen);
    match &sign.state {
        SignState::Called { number, .. } | SignState::Serving(number) => {
            let (body, foot) = body.split_bottom(share(area, SERVICE) * 3 / 2);
            let face = Type::new(Weight::ExtraBold, type_px(area, NUMBER), surface.ink).spaced(-2);
            pen.write_fitted(body, &Words::new(number, face).centre(), type_px(area, LEAST));
            draw_service(sign, surface, foot, area, pen);
        }
        SignState::Calm(text) => {
            let (body, foot) = body.split_bottom(share(area, SERVICE) * 3 / 2);
            let face = Type::new(Weight::SemiBold, type_px(area, CALM), surface.ink).leading(130);
            fitted::write(pen, body, &Words::new(text, face).centre(), type_px(area, LEAST));
            draw_service(sign, surface, foot, area, pen);
        }
    }
}

/// "Quầy 3" at the left, "Mời" at the right while a number is called.
fn draw_head(sign: &CounterSign, surface: Surface, head: Area, area: Area, pen: &mut Pen) {
    let face = Type::new(Weight::Bold, type_px(area, NAME), surface.accent);
    let least = type_px(area, LEAST);
    let SignState::Called { invite, .. } = &sign.state else {
        pen.write_fitted(head, &Words::new(&sign.name, face), least);
        return;
    };
    let (left, right) = head.split_right(head.w / 2);
    pen.write_fitted(left, &Words::new(&sign.name, face.coloured(surface.ink)), least);
    pen.write_fitted(right, &Words::new(invite, face.coloured(surface.ink)).right(), least);
}

fn draw_service(sign: &CounterSign, surface: Surface, foot: Area, area: Area, pen: &mut Pen) {
    let face = Type::new(Weight::SemiBold, type_px(area, SERVICE), surface.soft).leading(130);
    fitted::write(pen, foot, &Words::new(&sign.service, face).centre(), type_px(area, LEAST));
}

fn share(area: Area, permille: u32) -> i32 {
    i32::try_from(type_px(area, permille)).unwrap_or(i32::MAX)
}

/// A share of the card's height, less where it is narrow.
fn type_px(area: Area, permille: u32) -> u32 {
    let side = area.h.min(area.w * 3 / 4).max(1).unsigned_abs();
    (side * permille / 1000).max(1)
}
