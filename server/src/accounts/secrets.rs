//! Keys, cookies and codes: made at random, handed out once, kept as hashes.
use anyhow::Context;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use crate::store::accounts::SecretHash;

/// A secret of letters A-Z and digits 2-7, to be handed out once.
#[derive(Debug)]
pub struct Secret(String);

impl Secret {
    /// 256 bits in 52 characters: a device's key or a session's cookie.
    pub(super) fn key() -> anyhow::Result<Self> {
        Self::random(&mut [0; 32])
    }

    /// 128 bits in 26 characters: a code that somebody may type in.
    pub(super) fn code() -> anyhow::Result<Self> {
        Self::random(&mut [0; 16])
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The secret itself, to keep.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    pub(super) fn hash(&self) -> SecretHash {
        hash(&self.0)
    }

    fn random(bytes: &mut [u8]) -> anyhow::Result<Self> {
        getrandom::fill(bytes).context("the system gives no random numbers")?;
        Ok(Self(BASE32_NOPAD.encode(bytes)))
    }
}

/// What is kept of a secret. It is looked up by this hash, so that no comparison tells anything about the secret.
pub(super) fn hash(secret: &str) -> SecretHash {
    Sha256::digest(secret.as_bytes()).into()
}
