//! Signing in and out, and who a cookie belongs to.
use super::secrets::{self, Secret};
use super::staff::user_name;
use super::{Accounts, NewSession, Staff, passwords};

/// A session ends when it was not used for 12 hours,
const IDLE_MS: i64 = 12 * 60 * 60 * 1000;

/// or 16 hours after it began.
const LIFE_MS: i64 = 16 * 60 * 60 * 1000;

/// How often it is noted that a session is in use.
const NOTED_MS: i64 = 60 * 1000;

impl Accounts {
    /// Signs in. Takes as long for a user who doesn't exist as for a wrong password, a good part of a second of one
    /// core: not for a thread that has other things to do.
    pub fn login(&self, user: &str, password: &str) -> anyhow::Result<Option<NewSession>> {
        let user = user_name(user);
        let known = match &user {
            Some(user) => self.reads().credentials(user)?.filter(|known| !known.disabled),
            None => None,
        };
        let right = passwords::is_right(password, known.as_ref().map(|known| known.password.as_str()))?;
        let (Some(user), Some(known)) = (user, known) else {
            // A name that isn't known may be a password in the wrong field, and isn't kept.
            self.notes().note(self.audit("", "sign_in_failed", ""))?;
            return Ok(None);
        };
        if !right {
            self.notes().note(self.audit("", "sign_in_failed", &user))?;
            return Ok(None);
        }
        let cookie = Secret::key()?;
        let audit = self.audit(&user, "signed_in", &user);
        let begun = self.writes().begin_session(&cookie.hash(), &user, &known.password, audit)?;
        self.forget_old_sessions()?;
        Ok(begun.then(|| NewSession { cookie: cookie.into_text() }))
    }

    /// Whose session this is, if it has not ended.
    pub fn session(&self, cookie: &str) -> anyhow::Result<Option<Staff>> {
        let hash = secrets::hash(cookie);
        let Some(session) = self.reads().session(&hash)? else { return Ok(None) };
        let now_ms = self.clock.wall_ms();
        let idle_ms = now_ms - session.used_at_ms;
        if idle_ms >= IDLE_MS || now_ms - session.created_at_ms >= LIFE_MS {
            return Ok(None);
        }
        if idle_ms >= NOTED_MS
            && let Err(error) = self.notes().use_session(&hash, now_ms)
        {
            // A full disk keeps nobody from looking.
            tracing::warn!("can't note that a session is in use: {error:#}");
        }
        Ok(Some(session.staff))
    }

    /// Ends a session.
    pub fn logout(&self, cookie: &str) -> anyhow::Result<()> {
        let ended = self.writes().end_session(&secrets::hash(cookie))?;
        if let Some(user) = ended {
            self.notes().note(self.audit(&user, "signed_out", &user))?;
        }
        Ok(())
    }

    pub(super) fn forget_old_sessions(&self) -> anyhow::Result<()> {
        let now_ms = self.clock.wall_ms();
        self.notes().forget_sessions(now_ms - LIFE_MS, now_ms - IDLE_MS)
    }
}
