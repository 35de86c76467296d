//! Pictures that a program drew, and what can be told of them without knowing how it draws: colours, differences, and
//! what their QR codes say.
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use crate::patience::until;

/// Pixels as red, green, blue, row after row.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: usize,
    /// All of them.
    pub pixels: Vec<[u8; 3]>,
}

/// A folder into which a program draws one picture after the other, from 1 on.
pub struct Pictures(PathBuf);

impl Pictures {
    /// Those in this folder, which the program makes.
    pub fn of(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// What a program is told: `--screen` with this.
    pub fn screen(&self) -> String {
        format!("png:{}", self.0.display())
    }

    /// The number of the last one.
    pub fn last(&self) -> usize {
        std::fs::read_dir(&self.0).map_or(0, Iterator::count)
    }

    /// One that is whole.
    pub fn picture(&self, number: usize) -> Option<Picture> {
        Picture::of_png(&self.0.join(format!("{number:06}.png"))).ok()
    }

    /// Waits for a picture after that one in which something can be seen; gives its number.
    pub fn after(&self, number: usize, what: &str, sees: impl Fn(&Picture) -> bool) -> usize {
        let mut next = number;
        until(what, || {
            let is_seen = sees(&self.picture(next + 1)?);
            next += 1;
            is_seen.then_some(next)
        })
    }
}

impl Picture {
    /// Reads a PNG file of 8-bit RGB.
    ///
    /// # Errors
    /// When it can't be read or is of another kind.
    pub fn of_png(path: &Path) -> anyhow::Result<Self> {
        let file = std::fs::File::open(path).with_context(|| format!("{} can't be read", path.display()))?;
        let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("a picture too large")?];
        let frame = reader.next_frame(&mut bytes)?;
        ensure!(frame.color_type == png::ColorType::Rgb, "a picture of {:?}", frame.color_type);
        let pixels =
            bytes[..frame.buffer_size()].chunks_exact(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect();
        Ok(Self { width: usize::try_from(frame.width)?, pixels })
    }

    /// Reads an XWD picture, version 7, of 32 bits a pixel (X11/XWDFile.h): numbers of four bytes, the most
    /// significant first.
    ///
    /// # Errors
    /// When it is none.
    pub fn of_xwd(bytes: &[u8]) -> anyhow::Result<Self> {
        let field = |index: usize| -> anyhow::Result<usize> {
            let four = bytes.get(index * 4..index * 4 + 4).context("a picture without a head")?;
            Ok(u32::from_be_bytes(four.try_into()?).try_into()?)
        };
        let (head, version, width, height) = (field(0)?, field(1)?, field(4)?, field(5)?);
        let (bits, row_bytes, colours) = (field(11)?, field(12)?, field(19)?);
        if version != 7 || bits != 32 {
            bail!("a picture of version {version} with {bits} bits a pixel");
        }
        let pixels = bytes.get(head + colours * 12..).context("a picture without pixels")?;
        let row =
            |y: usize| pixels.get(y * row_bytes..y * row_bytes + width * 4).context("a picture is cut off");
        let mut read = Self { width, pixels: Vec::with_capacity(width * height) };
        for y in 0..height {
            read.pixels.extend(row(y)?.chunks_exact(4).map(|bgrx| [bgrx[2], bgrx[1], bgrx[0]]));
        }
        Ok(read)
    }

    /// The share of this colour, percent of all pixels.
    pub fn share_percent(&self, colour: [u8; 3]) -> usize {
        self.count(colour) * 100 / self.pixels.len().max(1)
    }

    /// The middle of everything that has this colour; `None` when that is hardly anything.
    pub fn middle_of(&self, colour: [u8; 3]) -> Option<(usize, usize)> {
        let count = self.count(colour);
        let places = self.pixels.iter().enumerate().filter(|(_, pixel)| **pixel == colour);
        let (x, y) = places
            .map(|(at, _)| (at % self.width, at / self.width))
            .fold((0, 0), |(x_sum, y_sum), (x, y)| (x_sum + x, y_sum + y));
        (count > 200).then(|| (x / count, y / count))
    }

    /// Pixels that differ, percent of all; 100 when the sizes do.
    pub fn difference_percent(&self, other: &Self) -> usize {
        if self.width != other.width || self.pixels.len() != other.pixels.len() {
            return 100;
        }
        let differ = self.pixels.iter().zip(&other.pixels).filter(|(one, two)| one != two).count();
        differ * 100 / self.pixels.len().max(1)
    }

    /// What every QR code in it says.
    pub fn codes(&self) -> Vec<String> {
        let height = self.pixels.len() / self.width.max(1);
        let grey = |x: usize, y: usize| self.pixels[y * self.width + x][1];
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(self.width, height, grey);
        let grids = prepared.detect_grids();
        grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
    }

    fn count(&self, colour: [u8; 3]) -> usize {
        self.pixels.iter().filter(|pixel| **pixel == colour).count()
    }
}
