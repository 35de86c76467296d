//! The secrets behind the QR codes of one day. They are computed, never stored.
use std::collections::HashMap;

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use queue::Number;
use sha2::Sha256;

/// 128 bits: 26 characters of base32.
const TOKEN_LEN: usize = 16;

/// Makes tokens, and knows those of one day.
pub(crate) struct Tokens {
    secret: [u8; 32],
    numbers: HashMap<[u8; TOKEN_LEN], Number>,
}

impl Tokens {
    pub(crate) fn new(secret: [u8; 32]) -> Self {
        Self { secret, numbers: HashMap::new() }
    }

    /// base32(HMAC-SHA256(office secret, day ‖ number)), the first 128 bits.
    pub(crate) fn token(&self, day: Date, number: Number) -> String {
        BASE32_NOPAD.encode(&self.bytes(day, number))
    }

    /// The number behind a token of this day, case ignored.
    pub(crate) fn number(&self, token: &str) -> Option<Number> {
        let bytes = BASE32_NOPAD.decode(token.to_ascii_uppercase().as_bytes()).ok()?;
        self.numbers.get(bytes.get(..TOKEN_LEN)?).copied().filter(|_| bytes.len() == TOKEN_LEN)
    }

    /// From now on the token of this number is known.
    pub(crate) fn learn(&mut self, day: Date, number: Number) {
        self.numbers.insert(self.bytes(day, number), number);
    }

    /// A new day: the old tokens mean nothing any more.
    pub(crate) fn forget(&mut self) {
        self.numbers.clear();
    }

    fn bytes(&self, day: Date, number: Number) -> [u8; TOKEN_LEN] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("HMAC takes keys of any length");
        mac.update(format!("{day}{number}").as_bytes());
        let digest = mac.finalize().into_bytes();
        std::array::from_fn(|index| digest[index])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_26_characters_and_leads_back_to_its_number() {
        let mut tokens = Tokens::new([7; 32]);
        let (day, number) = (jiff::civil::date(2026, 11, 23), "A012".parse().unwrap());
        let token = tokens.token(day, number);
        assert_eq!(token.len(), 26);
        assert_eq!(tokens.number(&token), None);
        tokens.learn(day, number);
        assert_eq!(tokens.number(&token), Some(number));
        assert_eq!(tokens.number(&token.to_lowercase()), Some(number));
        for wrong in ["", "A012", &token[1..], &format!("{token}A"), "ẮẮẮẮẮẮẮẮ"] {
            assert_eq!(tokens.number(wrong), None);
        }
        assert_ne!(token, tokens.token(day.tomorrow().unwrap(), number));
    }
}
