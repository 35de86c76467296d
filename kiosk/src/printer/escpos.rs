//! A picture as the bytes of a thermal printer that speaks ESC/POS. Everything is a raster: no printer's own
//! letters are used, for their Vietnamese can't be trusted.
use screen::picture::Raster;

/// Rows in one block: small printers have room for little more.
const BAND_ROWS: usize = 128;

/// Sets the printer back to its defaults (ESC @).
const RESET: [u8; 2] = [0x1B, b'@'];

/// Feeds to the cutter and cuts, leaving one point (GS V 66 0).
const CUT: [u8; 4] = [0x1D, b'V', 66, 0];

/// The whole ticket: reset, the picture in bands, feed and cut.
pub(crate) fn encode(raster: &Raster) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raster.rows.len() + 1024);
    bytes.extend(RESET);
    for band in raster.rows.chunks(BAND_ROWS * raster.row_bytes.max(1)) {
        bytes.extend(band_head(raster.row_bytes, band.len() / raster.row_bytes.max(1)));
        bytes.extend(band);
    }
    bytes.extend(CUT);
    bytes
}

/// GS v 0: the size of a picture whose bytes follow, its width in bytes and its height in rows.
fn band_head(row_bytes: usize, rows: usize) -> [u8; 8] {
    let [width_low, width_high] = low_high(row_bytes);
    let [height_low, height_high] = low_high(rows);
    [0x1D, b'v', b'0', 0, width_low, width_high, height_low, height_high]
}

fn low_high(number: usize) -> [u8; 2] {
    u16::try_from(number).expect("a ticket is at most 576 dots wide and a band 128 rows high").to_le_bytes()
}
