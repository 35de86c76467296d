//! Pictures as tests: a drawn canvas is compared with the PNG kept for it. For tests only, which is why this
//! one module reads the environment (`UPDATE_GOLDEN=1` keeps the new pictures) and panics.

use crate::canvas::{Canvas, unpacked};
use anyhow::Context;
use embedded_graphics::geometry::{OriginDimensions, Size};
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// How far a channel may be off before a pixel counts as different. Edges are computed in floating point,
/// whose last bit could differ on another processor; nobody sees one step of 255.
const TOLERANCE: u8 = 1;

/// Compares a canvas with `golden/NAME.png` of a crate, whose folder is its `env!("CARGO_MANIFEST_DIR")`.
///
/// # Panics
/// When there is no such picture or it differs; the new picture and a picture of the differences are then
/// in `target/golden`, and the message names both.
pub fn check(crate_dir: &str, name: &str, canvas: &Canvas) {
    let kept = Path::new(crate_dir).join("golden").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(kept.with_file_name("")).expect("the golden folder can be made");
        canvas.save_png(&kept).expect("the golden picture can be written");
        return;
    }
    if let Err(difference) = compare(&kept, canvas) {
        let seen = outcome_folder(crate_dir).join(format!("{name}.png"));
        std::fs::create_dir_all(seen.with_file_name("")).expect("a folder below target can be made");
        canvas.save_png(&seen).expect("the new picture can be written");
        panic!("{}", difference.told(&kept, &seen));
    }
}

/// Reads an 8-bit RGB PNG as [`Canvas::write_png`] writes it.
pub(crate) fn read_png(path: &Path) -> anyhow::Result<Canvas> {
    let fail = || format!("reading {}", path.display());
    let file = BufReader::new(File::open(path).with_context(fail)?);
    let mut reader = png::Decoder::new(file).read_info().with_context(fail)?;
    let mut bytes = vec![0; reader.output_buffer_size().with_context(fail)?];
    let info = reader.next_frame(&mut bytes).with_context(fail)?;
    anyhow::ensure!(info.color_type == png::ColorType::Rgb, "{} is not an RGB picture", path.display());
    let size = Size::new(info.width, info.height);
    let pixels = bytes.chunks_exact(3).map(|rgb| u32::from_be_bytes([0, rgb[0], rgb[1], rgb[2]])).collect();
    Ok(Canvas::from_pixels(size, pixels))
}

enum Difference {
    Unreadable(anyhow::Error),
    Size(Size),
    Pixels { count: usize, picture: Canvas },
}

fn compare(kept: &Path, canvas: &Canvas) -> Result<(), Difference> {
    let kept = read_png(kept).map_err(Difference::Unreadable)?;
    if kept.size() != canvas.size() {
        return Err(Difference::Size(kept.size()));
    }
    let pairs = || kept.pixels().iter().zip(canvas.pixels());
    let count = pairs().filter(|(a, b)| differ(**a, **b)).count();
    if count == 0 {
        return Ok(());
    }
    // What differs in red, the rest pale, so that the place is found at once.
    let pixels = pairs().map(|(a, b)| if differ(*a, *b) { 0xFF_0000 } else { pale(*b) }).collect();
    Err(Difference::Pixels { count, picture: Canvas::from_pixels(canvas.size(), pixels) })
}

impl Difference {
    fn told(&self, kept: &Path, seen: &Path) -> String {
        let (kept, new) = (kept.display(), seen.display());
        match self {
            Self::Unreadable(error) => format!("{error:#}; the new picture is {new}"),
            Self::Size(size) => format!("{kept} is {size}, the new picture {new} has another size"),
            Self::Pixels { count, picture } => {
                let diff = seen.with_extension("diff.png");
                picture.save_png(&diff).expect("the picture of differences can be written");
                format!("{count} pixels differ from {kept}: see {new} and {}", diff.display())
            }
        }
    }
}

/// Beside the build's outcome: the nearest folder upwards with a Cargo.lock is the workspace.
fn outcome_folder(crate_dir: &str) -> PathBuf {
    let crate_dir = Path::new(crate_dir);
    let workspace = crate_dir.ancestors().find(|folder| folder.join("Cargo.lock").exists());
    let name = crate_dir.file_name().unwrap_or_default();
    workspace.unwrap_or(crate_dir).join("target").join("golden").join(name)
}

fn differ(a: u32, b: u32) -> bool {
    a.to_be_bytes().iter().zip(b.to_be_bytes()).any(|(a, b)| a.abs_diff(b) > TOLERANCE)
}

fn pale(pixel: u32) -> u32 {
    crate::canvas::packed(crate::theme::mixed(unpacked(pixel), Rgb888::WHITE, 190))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas(colour: Rgb888) -> Canvas {
        let mut canvas = Canvas::new(Size::new(4, 3), Rgb888::WHITE);
        canvas.fill(crate::area::Area::new(1, 1, 2, 1), colour);
        canvas
    }

    /// What is told when a canvas is compared with a kept picture of red pixels.
    fn told(canvas: &Canvas) -> (String, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let (kept, seen) = (folder.path().join("kept.png"), folder.path().join("seen.png"));
        self::canvas(Rgb888::RED).save_png(&kept).unwrap();
        let told = compare(&kept, canvas).err().map_or(String::new(), |error| error.told(&kept, &seen));
        (told, folder)
    }

    #[test]
    fn the_same_picture_passes_with_a_step_of_tolerance() {
        assert_eq!(told(&canvas(Rgb888::RED)).0, "");
        assert_eq!(told(&canvas(Rgb888::new(254, 1, 0))).0, "");
    }

    #[test]
    fn another_picture_is_told_with_both_files_and_its_differences() {
        let (told, folder) = told(&canvas(Rgb888::new(253, 0, 0)));
        assert!(told.starts_with("2 pixels differ"), "{told}");
        assert!(told.contains("kept.png") && told.contains("seen.png"), "{told}");
        let diff = read_png(&folder.path().join("seen.diff.png")).unwrap();
        assert_eq!((diff.pixel(1, 1), diff.pixel(0, 0)), (Some(Rgb888::RED), Some(Rgb888::WHITE)));
    }

    #[test]
    fn another_size_or_no_picture_is_told() {
        let larger = Canvas::new(Size::new(5, 3), Rgb888::WHITE);
        assert!(told(&larger).0.contains("another size"));
        let missing = compare(Path::new("/nowhere/kept.png"), &larger).err().unwrap();
        assert!(missing.told(Path::new("kept"), Path::new("seen")).contains("/nowhere/kept.png"));
    }
}
