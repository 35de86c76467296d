//! Passwords: their form, and Argon2id hashes of them as PHC strings.
use anyhow::anyhow;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use unicode_normalization::UnicodeNormalization;

use super::AccountError;

/// The hash of a password that nobody knows, with the parameters of real ones: an unknown user costs as much time as
/// a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const CHARS_MIN: usize = 8;
const CHARS_MAX: usize = 256;

/// A password in NFC, so that it is the same from every keyboard.
pub(super) struct Password(String);

impl Password {
    /// A password of the right length.
    pub(super) fn new(text: &str) -> Option<Self> {
        // A character is 4 bytes at most; longer texts aren't worth the look, even when composing shortens them.
        if text.len() > CHARS_MAX * 16 {
            return None;
        }
        let normal: String = text.nfc().collect();
        (CHARS_MIN..=CHARS_MAX).contains(&normal.chars().count()).then_some(Self(normal))
    }

    /// What is kept of it.
    pub(super) fn hash(&self) -> Result<String, AccountError> {
        let hash: PasswordHash = Argon2::default()
            .hash_password(self.0.as_bytes())
            .map_err(|error| anyhow!("can't hash: {error}"))?;
        Ok(hash.to_string())
    }

    /// Whether it is the password of this hash.
    fn is_of(&self, hash: &str) -> anyhow::Result<bool> {
        let hash =
            PasswordHash::new(hash).map_err(|error| anyhow!("an unreadable password hash: {error}"))?;
        Ok(Argon2::default().verify_password(self.0.as_bytes(), &hash).is_ok())
    }
}

/// Whether a text is the password of this hash. Takes the same time when there is none, or when it can't be one.
pub(super) fn is_right(text: &str, hash: Option<&str>) -> anyhow::Result<bool> {
    let password = Password::new(text);
    let comparable = password.is_some() && hash.is_some();
    let password = password.unwrap_or_else(|| Password("a password of nobody".to_owned()));
    Ok(password.is_of(hash.unwrap_or(NOBODY))? && comparable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_by_its_hash_alone() {
        let hash = Password::new("mật khẩu").unwrap().hash().unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right("mật khẩu", Some(&hash)).unwrap());
        assert!(is_right("ma\u{323}\u{302}t kha\u{302}\u{309}u", Some(&hash)).unwrap(), "decomposed");
        assert!(!is_right("mat khau", Some(&hash)).unwrap());
        assert!(!is_right("", Some(&hash)).unwrap());
    }

    #[test]
    fn the_length_counts_characters() {
        for (text, right) in [
            ("ngắn quá", true),
            ("ngắn qu", false),
            ("ă".repeat(256).as_str(), true),
            ("ă".repeat(257).as_str(), false),
        ] {
            assert_eq!(Password::new(text).is_some(), right, "{text}");
        }
        assert!(Password::new(&"x".repeat(1_000_000)).is_none());
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let params = |hash: &str| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(params(NOBODY), params(&Password::new("12345678").unwrap().hash().unwrap()));
        assert!(!is_right("a password of nobody", None).unwrap());
        assert!(
            Password("a password of nobody".to_owned()).is_of(NOBODY).is_ok(),
            "it can be verified against"
        );
    }
}
