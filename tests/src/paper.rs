//! A thermal printer's head that is not real: takes the bytes of ESC/POS as such a printer would and gives the paper as
//! a picture. Anything it does not know is an error, as it would be garbage on real paper.
use anyhow::{Context, bail, ensure};

/// The most bytes of one block of a picture that the cheapest printers have room for.
const BAND_BYTES_MAX: usize = 4096;

/// A piece of paper after its cut: dots in rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Dots in a row.
    pub width: usize,
    /// Row after row; true is black.
    pub dots: Vec<bool>,
}

/// Every piece of paper that these bytes make.
///
/// # Errors
/// When they are not ESC/POS as far as it is known here, or end within a ticket.
pub fn print(bytes: &[u8]) -> anyhow::Result<Vec<Paper>> {
    let mut head = Head::default();
    for byte in bytes {
        head.take(*byte)?;
    }
    ensure!(head.band.is_none() && head.command.is_empty(), "the last command is cut off");
    ensure!(head.paper.dots.is_empty(), "the last ticket was not cut");
    Ok(head.pieces)
}

/// What prints, byte by byte.
#[derive(Debug, Default)]
pub struct Head {
    /// The beginning of a command.
    command: Vec<u8>,
    band: Option<Band>,
    paper: Paper,
    /// Every piece that was cut off, in order.
    pub pieces: Vec<Paper>,
}

/// A block of a picture, of which so many bytes are still to come.
#[derive(Debug)]
struct Band {
    left: usize,
    /// The last two bytes of it.
    last: [u8; 2],
}

impl Head {
    /// Takes one byte.
    ///
    /// # Errors
    /// When no printer would understand it.
    pub fn take(&mut self, byte: u8) -> anyhow::Result<()> {
        match &mut self.band {
            Some(band) => {
                ensure!(!obeyed_anywhere([band.last[0], band.last[1], byte]), "a command within a picture");
                band.last = [band.last[1], byte];
                band.left -= 1;
                self.paper.dots.extend((0..8).map(|bit| byte & (0x80 >> bit) != 0));
                if band.left == 0 {
                    self.band = None;
                }
            }
            None => {
                self.command.push(byte);
                self.obey()?;
            }
        }
        Ok(())
    }

    /// Obeys what was taken if it is a whole command.
    fn obey(&mut self) -> anyhow::Result<()> {
        match self.command[..] {
            // A lone zero is passed over, ESC @ sets back to the defaults.
            [0] | [0x1B, b'@'] => {}
            // GS v 0 m xL xH yL yH: a raster, x bytes wide and y rows high, whose bytes follow.
            [0x1D, b'v', b'0', 0, x_low, x_high, y_low, y_high] => {
                let row_bytes = usize::from(u16::from_le_bytes([x_low, x_high]));
                self.begin(row_bytes, usize::from(u16::from_le_bytes([y_low, y_high])))?;
            }
            // GS V 66 n: feeds to the cutter and cuts.
            [0x1D, b'V', 66, _] => self.cut(),
            [0x1B] | [0x1D] | [0x1D, b'V'] | [0x1D, b'V', 66] => return Ok(()),
            [0x1D, b'v', ..] if self.command.len() < 8 => return Ok(()),
            _ => bail!("not a known command: {:02X?}", self.command),
        }
        self.command.clear();
        Ok(())
    }

    fn begin(&mut self, row_bytes: usize, rows: usize) -> anyhow::Result<()> {
        let width = row_bytes * 8;
        ensure!(self.paper.width == 0 || self.paper.width == width, "a band of another width");
        self.paper.width = width;
        let left = row_bytes.checked_mul(rows).context("a band too large")?;
        ensure!((1..=BAND_BYTES_MAX).contains(&left), "a band of {left} bytes");
        self.band = Some(Band { left, last: [0; 2] });
        Ok(())
    }

    /// A cut with nothing printed before it is only a short white strip.
    fn cut(&mut self) {
        let paper = std::mem::take(&mut self.paper);
        if !paper.dots.is_empty() {
            self.pieces.push(paper);
        }
    }

    /// Forgets what it was about, as one that is switched off does; the whole rows that were printed hang out still.
    pub fn reset(&mut self) {
        let whole = self.paper.height() * self.paper.width;
        self.paper.dots.truncate(whole);
        self.command.clear();
        self.band = None;
    }

    /// Rows of dots that hang out of the printer.
    pub fn rows_out(&self) -> usize {
        self.paper.height()
    }
}

/// Printers obey these even within a picture: DLE EOT, DLE ENQ and DLE DC4.
fn obeyed_anywhere(bytes: [u8; 3]) -> bool {
    matches!(bytes, [0x10, 0x04 | 0x14, 1..=8] | [0x10, 0x05, 0..=2])
}

impl Paper {
    /// Rows of dots.
    pub fn height(&self) -> usize {
        self.dots.len().checked_div(self.width).unwrap_or(0)
    }

    /// Dots that are black.
    pub fn black(&self) -> usize {
        self.dots.iter().filter(|dot| **dot).count()
    }

    /// What every QR code on it says.
    pub fn codes(&self) -> Vec<String> {
        let grey = |x: usize, y: usize| if self.dots[y * self.width + x] { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height(), grey);
        let grids = picture.detect_grids();
        grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(rows: &[u8]) -> Vec<u8> {
        [&[0x1D, b'v', b'0', 0, 1, 0, u8::try_from(rows.len()).unwrap(), 0], rows].concat()
    }

    #[test]
    fn bands_make_one_piece_until_the_cut() {
        let bytes = [&[0x1B, b'@'][..], &band(&[0xF0, 0x01]), &band(&[0x80]), &[0x1D, b'V', 66, 0]].concat();
        let pieces = print(&[bytes.clone(), bytes].concat()).unwrap();
        assert_eq!(pieces.len(), 2);
        assert_eq!((pieces[0].width, pieces[0].height(), pieces[0].black()), (8, 3, 6));
        assert_eq!(pieces[0].codes(), Vec::<String>::new());
    }

    #[test]
    fn what_is_cut_off_hangs_out_until_the_rest_comes() {
        let mut head = Head::default();
        band(&[1, 2])[..9].iter().for_each(|byte| head.take(*byte).unwrap());
        assert_eq!((head.rows_out(), head.pieces.len()), (1, 0));
        [&[0; 5][..], &[0x1D, b'V', 66, 0]].concat().iter().for_each(|byte| head.take(*byte).unwrap());
        assert_eq!((head.rows_out(), head.pieces[0].height()), (0, 2));
    }

    #[test]
    fn a_row_that_was_begun_is_forgotten_with_all_else() {
        let mut head = Head::default();
        let half = [&[0x1D, b'v', b'0', 0, 2, 0, 2, 0][..], &[1, 2, 3]].concat();
        half.iter().for_each(|byte| head.take(*byte).unwrap());
        head.reset();
        assert_eq!(head.rows_out(), 1);
        [&[0x1B, b'@'][..], &half].concat().iter().for_each(|byte| head.take(*byte).unwrap());
        assert_eq!(head.rows_out(), 2);
    }

    #[test]
    fn what_no_printer_understands_is_refused() {
        let whole = band(&[0xFF]);
        let (large, quiet) = ([0x1D, b'v', b'0', 0, 72, 0, 128, 0], band(&[0x10, 4, 1]));
        for bytes in [&b"A012"[..], &whole[..8], &whole, &[0x1D, b'V', 66], &large, &quiet, &[0x10, 7]] {
            assert!(print(bytes).is_err(), "{bytes:02X?}");
        }
    }
}
