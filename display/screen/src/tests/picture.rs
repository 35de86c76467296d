//! What becomes of a canvas: PNG, black and white, turned pictures, QR codes that can be read.

use crate::area::Area;
use crate::canvas::{Canvas, packed};
use crate::golden::read_png;
use crate::picture::Rotation;
use crate::qr::Code;
use crate::theme::{GOLD, INK, WHITE, mixed};
use embedded_graphics::geometry::{OriginDimensions, Size};
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};

const TURNS: [Rotation; 4] = [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters];

/// A canvas whose every pixel is another colour.
fn many_colours(w: u32, h: u32) -> Canvas {
    let mut canvas = Canvas::new(Size::new(w, h), WHITE);
    for (i, pixel) in (1..).zip(canvas.pixels_mut()) {
        *pixel = i;
    }
    canvas
}

#[test]
fn a_png_reads_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.png");
    let canvas = many_colours(300, 7);
    canvas.save_png(&path).unwrap();
    assert_eq!(read_png(&path).unwrap(), canvas);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(names, ["a.png"], "nothing is left beside it");
}

#[test]
fn a_png_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing").join("a.png");
    let error = many_colours(2, 2).save_png(&path).unwrap_err();
    assert!(format!("{error:#}").contains(&path.display().to_string()), "{error:#}");
}

#[test]
fn a_raster_has_its_left_dot_in_the_highest_bit() {
    let mut canvas = Canvas::new(Size::new(11, 2), WHITE);
    canvas.fill(Area::new(0, 0, 1, 1), INK);
    canvas.fill(Area::new(9, 0, 2, 1), INK);
    canvas.fill(Area::new(3, 1, 1, 1), mixed(WHITE, Rgb888::BLACK, 128));
    canvas.fill(Area::new(4, 1, 1, 1), mixed(WHITE, Rgb888::BLACK, 127));
    let raster = canvas.raster();
    assert_eq!((raster.width, raster.height, raster.row_bytes), (11, 2, 2));
    assert_eq!(raster.rows, [0b1000_0000, 0b0110_0000, 0b0001_0000, 0]);
}

#[test]
fn a_quarter_turn_brings_the_top_to_the_right() {
    let turned = Rotation::Quarter.turned(&many_colours(3, 2));
    assert_eq!(turned.size(), Size::new(2, 3));
    assert_eq!(turned.pixels(), [4, 1, 5, 2, 6, 3]);
    assert_eq!(Rotation::Half.turned(&many_colours(3, 2)).pixels(), [6, 5, 4, 3, 2, 1]);
    assert_eq!(Rotation::ThreeQuarters.turned(&many_colours(3, 2)).pixels(), [3, 6, 2, 5, 1, 4]);
}

#[test]
fn a_touch_falls_on_the_pixel_that_is_seen_there() {
    let canvas = many_colours(37, 21);
    for turn in TURNS {
        let panel = turn.turned(&canvas);
        let (w, h) = (panel.area().w, panel.area().h);
        for (x, y) in (0..h).flat_map(|y| (0..w).map(move |x| (x, y))) {
            let (at_x, at_y) = turn.touched(x, y, canvas.size());
            assert_eq!(canvas.pixel(at_x, at_y), panel.pixel(x, y), "{turn:?} at {x}, {y}");
        }
    }
}

#[test]
fn copying_a_part_changes_only_that_part() {
    let canvas = many_colours(37, 21);
    for turn in TURNS {
        let whole = turn.turned(&canvas);
        for area in [Area::new(5, 6, 20, 9), Area::new(-3, -3, 8, 8), Area::new(30, 15, 50, 50)] {
            let mut part = Canvas::new(whole.size(), WHITE);
            let width = whole.size().width;
            turn.copy(&canvas, area, part.pixels_mut(), width);
            let shown = turn.turned_area(area, canvas.size());
            let (w, h) = (whole.area().w, whole.area().h);
            for (x, y) in (0..h).flat_map(|y| (0..w).map(move |x| (x, y))) {
                let wanted = if shown.contains(x, y) { whole.pixel(x, y) } else { Some(WHITE) };
                assert_eq!(part.pixel(x, y), wanted, "{turn:?} {area:?} at {x}, {y}");
            }
        }
    }
}

#[test]
fn copying_into_a_smaller_panel_leaves_the_rest_out() {
    for turn in TURNS {
        let mut panel = [0; 12];
        turn.copy(&many_colours(37, 21), Area::new(0, 0, 37, 21), &mut panel, 4);
        assert!(panel.iter().all(|pixel| *pixel != 0), "{turn:?}");
        turn.copy(&many_colours(37, 21), Area::new(0, 0, 37, 21), &mut [], 0);
    }
}

#[test]
fn rotations_are_read_strictly() {
    let read = ["0", "90", "180", "270"].map(|text| text.parse::<Rotation>().unwrap());
    assert_eq!(read, TURNS);
    for wrong in ["", "45", "-90", "360", "90°"] {
        assert!(wrong.parse::<Rotation>().is_err(), "{wrong}");
    }
}

const LINK: &str = "HTTP://192.168.1.10:8080/T/7Q3K5M2N4P6R2S2T4V6W2X2Y4Z";

fn decoded(canvas: &Canvas) -> String {
    let (w, h) = (canvas.area().w as usize, canvas.area().h as usize);
    let grey = |x: usize, y: usize| canvas.pixel(x as i32, y as i32).unwrap().g();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(w, h, grey);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn a_code_can_be_read() {
    let code = Code::new(LINK).unwrap();
    for module_px in [3, 4, 9] {
        let side = (code.side() * module_px).unsigned_abs();
        let mut canvas = Canvas::new(Size::new(side, side), GOLD);
        let drawn = code.draw(&mut canvas, 0, 0, module_px);
        assert_eq!(drawn, canvas.area(), "the quiet zone fills it");
        assert_eq!(decoded(&canvas), LINK);
        assert!(canvas.pixels().iter().all(|pixel| [0, 0xFF_FFFF].contains(pixel)), "pure black and white");
    }
}

#[test]
fn a_code_of_other_letters_can_be_read() {
    let text = "https://motcua.tayninh.gov.vn/phiếu?số=A012";
    let mut canvas = Canvas::new(Size::new(400, 300), INK);
    let drawn = Code::new(text).unwrap().draw_centred(&mut canvas, Area::new(50, 0, 300, 300));
    assert!(drawn.w <= 300 && drawn.w > 250 && (drawn.x + drawn.w / 2).abs_diff(200) <= 1, "{drawn:?}");
    assert_eq!(decoded(&canvas), text);
}

/// ISO/IEC 18004, table 7: 25, 47 and 77 capitals fit versions 1, 2 and 3 of the least level.
#[test]
fn a_code_is_the_smallest_that_the_standard_allows() {
    let modules = |text: String| Code::new(&text).unwrap().side() - 8;
    assert_eq!([20, 38, 47].map(|count| modules("A".repeat(count))), [25 - 4, 25, 25]);
    assert_eq!([48, 77, 78].map(|count| modules("A".repeat(count))), [29, 29, 33]);
    assert_eq!(modules("a".repeat(47)), 29, "small letters take more");
}

#[test]
fn a_module_is_the_largest_that_fits() {
    let code = Code::new(LINK).unwrap();
    let side = code.side();
    assert_eq!(code.module_px(side * 5), 5);
    assert_eq!(code.module_px(side * 5 - 1), 4);
    assert_eq!(code.module_px(side - 1), 0);
    assert!(Code::new(&"x".repeat(3000)).is_err());
    assert_eq!(packed(WHITE), 0xFF_FFFF);
}
