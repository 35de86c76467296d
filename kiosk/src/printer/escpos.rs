//! A picture as the bytes of a thermal printer that speaks ESC/POS. Everything is a raster: no printer's own
//! letters are used, for their Vietnamese can't be trusted.
use screen::picture::Raster;

/// The most bytes of one block of a picture: the cheapest printers have room for 4 KiB, and stop within a
/// block that is larger.
const BAND_BYTES: usize = 4_000;

/// Sets the printer back to its defaults (ESC @).
const RESET: [u8; 2] = [0x1B, b'@'];

/// Feeds to the cutter and cuts, leaving one point (GS V 66 0).
const CUT: [u8; 4] = [0x1D, b'V', 66, 0];

/// Has a printer throw away all that waits in it, at once (DLE DC4 8, Epson's ESC/POS reference).
pub(crate) const CLEAR: [u8; 10] = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];

/// The whole ticket: reset, the picture in bands, feed and cut.
pub(crate) fn encode(raster: &Raster) -> Vec<u8> {
    let row_bytes = raster.row_bytes.max(1);
    let mut bytes = Vec::with_capacity(raster.rows.len() + 1024);
    bytes.extend(RESET);
    for band in raster.rows.chunks((BAND_BYTES / row_bytes).max(1) * row_bytes) {
        bytes.extend(band_head(raster.row_bytes, band.len() / row_bytes));
        let start = bytes.len();
        bytes.extend(band);
        quieten(&mut bytes[start..]);
    }
    bytes.extend(CUT);
    bytes
}

/// Ends whatever a ticket that was cut off left half done: where a band waits for the rest of its bytes, these
/// are its white rows, elsewhere a printer passes over them.
pub(crate) fn end_band() -> Vec<u8> {
    vec![0; BAND_BYTES]
}

/// The same where half of somebody's ticket may hang out of the printer: it is cut off from the next one.
pub(crate) fn end_ticket() -> Vec<u8> {
    [&end_band()[..], &RESET, &CUT].concat()
}

/// A printer obeys some commands wherever they stand, even within a picture: DLE EOT makes it answer, DLE ENQ
/// throws away what waits, DLE DC4 opens a drawer or switches it off. A dot more breaks such a row of bytes.
fn quieten(band: &mut [u8]) {
    for at in 2..band.len() {
        let commands = match (band[at - 2], band[at - 1]) {
            (0x10, 0x04) => 1..=8,
            (0x10, 0x05) => 0..=2,
            (0x10, 0x14) => 1..=8,
            _ => continue,
        };
        if commands.contains(&band[at]) {
            band[at - 1] |= 0x08;
        }
    }
}

/// GS v 0: the size of a picture whose bytes follow, its width in bytes and its height in rows.
fn band_head(row_bytes: usize, rows: usize) -> [u8; 8] {
    let [width_low, width_high] = low_high(row_bytes);
    let [height_low, height_high] = low_high(rows);
    [0x1D, b'v', b'0', 0, width_low, width_high, height_low, height_high]
}

fn low_high(number: usize) -> [u8; 2] {
    u16::try_from(number)
        .expect("a ticket is at most 576 dots wide, and a band a few rows high")
        .to_le_bytes()
}
