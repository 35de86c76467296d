//! Contrast of every pair of colours that the kit uses, by the formula of WCAG 2.2; and the scale.

use crate::button::{Button, Kind, State};
use crate::theme::*;
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::Rgb888;

const TEXT: f64 = 4.5;
const LARGE_OR_EDGE: f64 = 3.0;

const SURFACES: [Surface; 12] = [
    PAGE,
    CARD,
    CARD_PRESSED,
    PRIORITY,
    PRIORITY_PRESSED,
    DISABLED,
    BAR,
    BAR_PRESSED,
    WALL,
    WALL_CARD,
    CALL,
    TICKET,
];

#[test]
fn contrast_is_that_of_wcag() {
    assert!((contrast(WHITE, TICKET.ink) - 21.0).abs() < 1e-9);
    assert!((contrast(WHITE, WHITE) - 1.0).abs() < 1e-9);
    // The well-known grey that just passes on white.
    let grey = parse_colour("#767676").unwrap();
    assert!((contrast(grey, WHITE) - 4.54).abs() < 0.005, "{}", contrast(grey, WHITE));
}

#[test]
fn all_text_can_be_read_on_its_ground() {
    for surface in SURFACES {
        for ink in [surface.ink, surface.soft, surface.accent] {
            let ratio = contrast(ink, surface.ground);
            assert!(ratio >= TEXT, "{ink:?} on {:?}: {ratio:.2}", surface.ground);
        }
    }
}

#[test]
fn more_contrast_is_more_on_every_ground_of_the_kiosk() {
    let kiosk = [PAGE, CARD, CARD_PRESSED, PRIORITY, PRIORITY_PRESSED, DISABLED, BAR, BAR_PRESSED, CALL];
    let shown = |colour| Tone::Contrast.of(colour);
    for surface in kiosk {
        for ink in [surface.ink, surface.soft] {
            let ratio = contrast(shown(ink), shown(surface.ground));
            assert!(ratio >= 7.0, "{ink:?} on {:?}: {ratio:.2}", surface.ground);
        }
    }
    for service in SERVICE_COLOURS {
        let ratio = contrast(shown(WHITE), shown(service));
        assert!(ratio >= 7.0, "the letter on {service:?}: {ratio:.2}");
    }
}

#[test]
fn faults_can_be_read_on_light_grounds_and_in_white() {
    for ground in [PAPER, WHITE] {
        assert!(contrast(RED, ground) >= TEXT);
    }
}

#[test]
fn letters_can_be_read_on_their_badges() {
    for service in SERVICE_COLOURS {
        assert!(contrast(WHITE, service) >= TEXT, "{service:?}");
        let ratio = contrast(WHITE, on_dark(service));
        assert!(ratio >= LARGE_OR_EDGE, "{service:?} on dark: {ratio:.2}");
    }
}

const TONES: [Tone; 2] = [Tone::Plain, Tone::Contrast];

/// As they are shown in this tone.
fn shown(tone: Tone, a: Rgb888, b: Rgb888) -> f64 {
    contrast(tone.of(a), tone.of(b))
}

#[test]
fn edges_of_controls_can_be_seen_inside_and_outside_in_every_tone() {
    let kinds =
        [Kind::Card, Kind::Outlined, Kind::Choice, Kind::Chosen, Kind::Filled, Kind::Priority, Kind::Dashed];
    let scale = Scale::of(Scale::PORTRAIT, Scale::PORTRAIT);
    for (tone, kind) in TONES.into_iter().flat_map(|tone| kinds.map(|kind| (tone, kind))) {
        for state in [State::Normal, State::Pressed, State::Focused] {
            let button = Button::new(kind, "", scale).state(state);
            let (edge, surface) = (button.edge_colour(), button.surface());
            let outside = shown(tone, edge, PAGE.ground);
            assert!(outside >= LARGE_OR_EDGE, "{tone:?} {kind:?} {state:?} on the page: {outside:.2}");
            // A filled button is its own edge.
            let inside = shown(tone, edge, surface.ground).max(shown(tone, surface.ground, PAGE.ground));
            assert!(inside >= LARGE_OR_EDGE, "{tone:?} {kind:?} {state:?} inside: {inside:.2}");
            let ring = shown(tone, surface.ink, surface.ground);
            assert!(ring >= LARGE_OR_EDGE, "{tone:?} focus of {kind:?}: {ring:.2}");
        }
    }
}

#[test]
fn the_letter_of_a_closed_service_can_be_read_in_every_tone() {
    for tone in TONES {
        let ratio = shown(tone, INK_SOFT, HAIRLINE);
        assert!(ratio >= TEXT, "{tone:?}: {ratio:.2}");
    }
}

#[test]
fn a_pressed_button_looks_unlike_one_at_rest_in_every_tone() {
    for tone in TONES {
        for (rest, pressed) in
            [(CARD, CARD_PRESSED), (PRIORITY, PRIORITY_PRESSED), (BAR, BAR_PRESSED), (DISABLED, CARD_PRESSED)]
        {
            assert_ne!(tone.of(rest.ground), tone.of(pressed.ground), "{tone:?} {rest:?}");
        }
    }
}

#[test]
fn colours_are_read_strictly() {
    assert_eq!(parse_colour("#1F5FA8"), Some(SERVICE_COLOURS[0]));
    assert_eq!(parse_colour("#1f5fa8"), Some(SERVICE_COLOURS[0]));
    for wrong in ["1F5FA8", "#1F5FA", "#1F5FA88", "#+F5FA8", "#1F5FG8", "", "#ặặ"] {
        assert_eq!(parse_colour(wrong), None, "{wrong}");
    }
}

#[test]
fn mixing_reaches_both_ends() {
    assert_eq!(mixed(INK, GOLD, 0), INK);
    assert_eq!(mixed(INK, GOLD, 255), GOLD);
}

#[test]
fn a_layout_scales_to_the_side_that_is_short() {
    let scale = |w, h| Scale::of(Size::new(w, h), Scale::PORTRAIT);
    assert_eq!(scale(1080, 1920).px(58), 58);
    assert_eq!(scale(2160, 3840).px(58), 116);
    assert_eq!(scale(540, 1920).px(58), 29);
    assert_eq!(scale(1080, 960).px(58), 29);
    assert_eq!(scale(108, 192).px(3), 1, "what is there never vanishes");
    assert_eq!((scale(1080, 1920).px(0), scale(540, 960).px(-10)), (0, -5));
    assert_eq!(scale(1080, 1920).percent(125).type_px(40), 50);
}
