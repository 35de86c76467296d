//! Whatever people do, and whenever the server is started anew: the log is whole, and reports can be told of it.
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::office::tests::lives::{life, live};
use crate::report::FIGURES;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_life_leaves_a_whole_log(life in life()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let folder = runtime.block_on(live(life, async |_, _| {}));
        let path = folder.path().join("offices/test.db");
        prop_assert_eq!(log(&path).err(), None);
        let (from, to) = (date(2026, 11, 23), date(2026, 12, 31));
        let report = crate::report::visits(&Snapshot::open(&path).unwrap(), from, to).unwrap();
        let figures = report.parts.iter().flat_map(|part| FIGURES.iter().zip(part.values));
        for (figure, value) in figures.filter_map(|(figure, value)| Some((figure, value?))) {
            // What was waited may be more than what was promised.
            let may_be_less = figure.key == "estimate_bias_s";
            prop_assert!(value.is_finite() && (value >= 0.0 || may_be_less), "{} {}", figure.key, value);
        }
    }
}
