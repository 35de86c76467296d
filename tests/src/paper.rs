//! A thermal printer that is not real: reads the bytes of ESC/POS as such a printer would and gives the paper as a
//! picture. Anything it does not know is an error, as it would be garbage on real paper.
use anyhow::{Context, bail};

/// A piece of paper after its cut: dots in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    let mut rest = bytes;
    let (mut pieces, mut paper) = (Vec::new(), Paper { width: 0, dots: Vec::new() });
    while !rest.is_empty() {
        rest = match rest {
            // ESC @: back to the defaults.
            [0x1B, b'@', rest @ ..] => rest,
            // GS v 0 m xL xH yL yH: a raster, x bytes wide and y rows high.
            [0x1D, b'v', b'0', 0, x_low, x_high, y_low, y_high, rest @ ..] => {
                let row_bytes = usize::from(u16::from_le_bytes([*x_low, *x_high]));
                let rows = usize::from(u16::from_le_bytes([*y_low, *y_high]));
                let raster = rest.get(..row_bytes * rows).context("the raster is cut off")?;
                paper.add(row_bytes, raster)?;
                &rest[raster.len()..]
            }
            // GS V 66 n: feeds to the cutter and cuts.
            [0x1D, b'V', 66, _, rest @ ..] => {
                pieces.push(std::mem::replace(&mut paper, Paper { width: 0, dots: Vec::new() }));
                rest
            }
            _ => bail!("not a known command: {:02X?}", &rest[..rest.len().min(8)]),
        };
    }
    if !paper.dots.is_empty() {
        bail!("the last ticket was not cut");
    }
    Ok(pieces)
}

impl Paper {
    fn add(&mut self, row_bytes: usize, raster: &[u8]) -> anyhow::Result<()> {
        let width = row_bytes * 8;
        if self.width != 0 && self.width != width {
            bail!("a band of {width} dots after one of {}", self.width);
        }
        self.width = width;
        self.dots.extend(raster.iter().flat_map(|byte| (0..8).map(move |bit| byte & (0x80 >> bit) != 0)));
        Ok(())
    }

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

    #[test]
    fn bands_make_one_piece_until_the_cut() {
        let band =
            |rows: &[u8]| [&[0x1D, b'v', b'0', 0, 1, 0, u8::try_from(rows.len()).unwrap(), 0], rows].concat();
        let bytes = [&[0x1B, b'@'][..], &band(&[0xF0, 0x01]), &band(&[0x80]), &[0x1D, b'V', 66, 0]].concat();
        let pieces = print(&[bytes.clone(), bytes].concat()).unwrap();
        assert_eq!(pieces.len(), 2);
        assert_eq!((pieces[0].width, pieces[0].height(), pieces[0].black()), (8, 3, 6));
        assert_eq!(pieces[0].codes(), Vec::<String>::new());
    }

    #[test]
    fn what_no_printer_understands_is_refused() {
        let band = [0x1D, b'v', b'0', 0, 1, 0, 1, 0, 0xFF];
        for bytes in [&b"A012"[..], &band[..8], &band, &[0x1D, b'V', 66]] {
            assert!(print(bytes).is_err(), "{bytes:02X?}");
        }
    }
}
