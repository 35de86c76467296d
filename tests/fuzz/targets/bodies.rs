//! cargo-fuzz tries bodies of requests.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzing::bodies(bytes));
