//! What a thermal printer says of itself when it is asked (DLE EOT 1 to 4): decoding only, nothing is sent here.
//! GS r is never asked, for a printer without paper does not answer it.
use protocol::PrintProblem;

/// The questions in the order in which they are asked: how it is, why it is off line, what its error is, its roll.
pub(super) const QUESTIONS: [u8; 4] = [1, 2, 3, 4];

/// The bytes of a question.
pub(super) const fn question(number: u8) -> [u8; 3] {
    [0x10, 0x04, number]
}

/// Whether a byte is an answer at all: four of its bits are fixed (Epson's ESC/POS reference, DLE EOT).
pub(super) const fn is_answer(byte: u8) -> bool {
    byte & 0b1001_0011 == 0b0001_0010
}

/// How a printer says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) problem: Option<PrintProblem>,
    /// Nearly no paper.
    pub(super) low: bool,
}

impl Status {
    /// From the answers to the first so many [`QUESTIONS`]. What a person can put right goes before what follows
    /// from it: a printer with its cover open is off line too, and mostly sees no paper.
    pub(super) fn of(answers: &[u8]) -> Self {
        let has = |question: usize, bits: u8| answers.get(question - 1).is_some_and(|byte| byte & bits != 0);
        let problem = if has(2, COVER_OPEN) {
            Some(PrintProblem::CoverOpen)
        } else if has(2, STOPPED_BY_PAPER) || has(4, PAPER_OUT) {
            Some(PrintProblem::PaperOut)
        } else if has(2, ERROR) || has(3, CUTTER | FATAL | PASSING) {
            Some(PrintProblem::Unknown)
        } else if has(1, OFF_LINE) {
            Some(PrintProblem::Offline)
        } else {
            None
        };
        Self { problem, low: has(4, PAPER_LOW) }
    }
}

const OFF_LINE: u8 = 1 << 3;
const COVER_OPEN: u8 = 1 << 2;
const STOPPED_BY_PAPER: u8 = 1 << 5;
const ERROR: u8 = 1 << 6;
const CUTTER: u8 = 1 << 3;
const FATAL: u8 = 1 << 5;
/// Such as a head that is too hot, until it has cooled down.
const PASSING: u8 = 1 << 6;
const PAPER_LOW: u8 = 0b11 << 2;
const PAPER_OUT: u8 = 0b11 << 5;

#[cfg(test)]
mod tests {
    use super::*;

    /// All well.
    const WELL: u8 = 0x12;

    fn problem(answers: [u8; 4]) -> Option<PrintProblem> {
        assert!(answers.iter().all(|byte| is_answer(*byte)), "{answers:02X?}");
        Status::of(&answers).problem
    }

    #[test]
    fn answers_are_told_from_anything_else() {
        assert!((0..=u8::MAX).filter(|byte| is_answer(*byte)).count() == 16);
        for byte in [0x00, 0xFF, b'A', 0x10, 0x11, 0x13, 0x92] {
            assert!(!is_answer(byte), "{byte:02X}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_its_cause() {
        assert_eq!(problem([WELL; 4]), None);
        assert_eq!(
            problem([0x1A, 0x16, WELL, 0x7E]),
            Some(PrintProblem::CoverOpen),
            "off, open, no paper seen"
        );
        assert_eq!(problem([0x1A, 0x32, WELL, 0x7E]), Some(PrintProblem::PaperOut));
        assert_eq!(problem([WELL, WELL, WELL, 0x72]), Some(PrintProblem::PaperOut), "only its roll says so");
        assert_eq!(problem([0x1A, 0x52, 0x1A, WELL]), Some(PrintProblem::Unknown), "the cutter");
        assert_eq!(problem([0x1A, WELL, 0x52, WELL]), Some(PrintProblem::Unknown), "the head is hot");
        assert_eq!(problem([0x1A, WELL, WELL, WELL]), Some(PrintProblem::Offline));
    }

    #[test]
    fn a_low_roll_is_no_problem() {
        let low = Status { problem: None, low: true };
        assert_eq!(Status::of(&[WELL, WELL, WELL, 0x1E]), low);
    }

    #[test]
    fn who_answers_the_first_alone_is_believed() {
        assert_eq!(Status::of(&[WELL]), Status::default());
        assert_eq!(Status::of(&[0x1A]).problem, Some(PrintProblem::Offline));
    }
}
