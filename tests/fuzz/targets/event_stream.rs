//! cargo-fuzz tries event streams, cut in any pieces.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzing::event_stream(bytes));
