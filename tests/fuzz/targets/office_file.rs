//! cargo-fuzz tries office files with what stands beside them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzing::office_file(bytes));
