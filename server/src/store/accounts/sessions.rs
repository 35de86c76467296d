//! Sessions of people who have signed in.
use rusqlite::{OptionalExtension, params};

use super::staff::{offices, role_of};
use super::{AccountsDb, Audit, SecretHash, write};
use crate::accounts::Staff;

/// A session of an account that is not disabled, however old it is.
pub(crate) struct Session {
    pub(crate) staff: Staff,
    pub(crate) created_at_ms: i64,
    pub(crate) used_at_ms: i64,
}

impl AccountsDb {
    /// Begins a session, unless the account was disabled or its password changed since `password` was read.
    pub(crate) fn begin_session(
        &mut self,
        hash: &SecretHash,
        user: &str,
        password: &str,
        audit: Audit<'_>,
    ) -> anyhow::Result<bool> {
        let insert = "insert into session (hash, user, created_at, used_at)
            select ?1, user, ?4, ?4 from account where user = ?2 and password = ?3 and disabled_at is null";
        let tx = self.change()?;
        let begun = tx.execute(insert, params![hash, user, password, audit.at_ms])? > 0;
        if begun {
            write(&tx, audit)?;
        }
        tx.commit()?;
        Ok(begun)
    }

    pub(crate) fn session(&self, hash: &SecretHash) -> anyhow::Result<Option<Session>> {
        let query = "select session.user, role, session.created_at, used_at from session
            join account on account.user = session.user where hash = ?1 and disabled_at is null";
        let mut query = self.db.prepare_cached(query)?;
        let row = query.query_row([hash], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
        });
        let Some((user, role, created_at_ms, used_at_ms)) = row.optional()? else { return Ok(None) };
        let staff = Staff { role: role_of(&role)?, offices: offices(&self.db, &user)?, user };
        Ok(Some(Session { staff, created_at_ms, used_at_ms }))
    }

    /// Notes that a session is in use.
    pub(crate) fn use_session(&self, hash: &SecretHash, at_ms: i64) -> anyhow::Result<()> {
        self.db.execute("update session set used_at = ?2 where hash = ?1", params![hash, at_ms])?;
        Ok(())
    }

    /// Ends a session, and tells whose it was.
    pub(crate) fn end_session(&self, hash: &SecretHash) -> anyhow::Result<Option<String>> {
        let delete = "delete from session where hash = ?1 returning user";
        Ok(self.db.query_row(delete, [hash], |row| row.get(0)).optional()?)
    }

    /// Forgets sessions that were begun or used too long ago.
    pub(crate) fn forget_sessions(&self, begun_before_ms: i64, used_before_ms: i64) -> anyhow::Result<()> {
        let delete = "delete from session where created_at <= ?1 or used_at <= ?2";
        self.db.execute(delete, params![begun_before_ms, used_before_ms])?;
        Ok(())
    }
}
