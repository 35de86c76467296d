//! Accounts and the offices they belong to.
use anyhow::anyhow;
use protocol::Role;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{AccountsDb, Audit, write};
use crate::accounts::Account;

/// What is needed to check a password.
pub(crate) struct Credentials {
    /// The PHC string of the password.
    pub(crate) password: String,
    pub(crate) disabled: bool,
}

/// An account to be made.
pub(crate) struct NewAccount<'a> {
    pub(crate) user: &'a str,
    pub(crate) role: Role,
    /// The PHC string of the password.
    pub(crate) password: &'a str,
    pub(crate) offices: &'a [String],
}

impl AccountsDb {
    pub(crate) fn credentials(&self, user: &str) -> anyhow::Result<Option<Credentials>> {
        let mut query = self
            .db
            .prepare_cached("select password, disabled_at is not null from account where user = ?1")?;
        let read = |row: &Row<'_>| Ok(Credentials { password: row.get(0)?, disabled: row.get(1)? });
        Ok(query.query_row([user], read).optional()?)
    }

    /// All accounts by name.
    pub(crate) fn accounts(&self) -> anyhow::Result<Vec<Account>> {
        let mut query = self.db.prepare("select user, role, disabled_at from account order by user")?;
        let rows = query
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
        rows.map(|row| {
            let (user, role, disabled_at_ms) = row?;
            Ok(Account { role: role_of(&role)?, offices: offices(&self.db, &user)?, user, disabled_at_ms })
        })
        .collect()
    }

    /// Whether an admin can sign in.
    pub(crate) fn has_admin(&self) -> anyhow::Result<bool> {
        let query = "select exists (select 1 from account where role = 'admin' and disabled_at is null)";
        Ok(self.db.query_row(query, [], |row| row.get(0))?)
    }

    /// Makes an account; false when the name is taken.
    pub(crate) fn add_account(&mut self, new: &NewAccount<'_>, audit: Audit<'_>) -> anyhow::Result<bool> {
        let tx = self.change()?;
        let added = insert(&tx, new, audit.at_ms)?;
        if added {
            write(&tx, audit)?;
        }
        tx.commit()?;
        Ok(added)
    }

    /// Gives an account another password, ends its sessions, and enables it again if it was disabled. False
    /// when there is no such account.
    pub(crate) fn set_password(
        &mut self,
        user: &str,
        password: &str,
        audit: Audit<'_>,
    ) -> anyhow::Result<bool> {
        let update = "update account set password = ?2, disabled_at = null where user = ?1";
        let tx = self.change()?;
        let changed = tx.execute(update, [user, password])? > 0;
        if changed {
            tx.execute("delete from session where user = ?1", [user])?;
            write(&tx, audit)?;
        }
        tx.commit()?;
        Ok(changed)
    }

    /// Disables an account and ends its sessions. False when there is no such account, or when it is disabled.
    pub(crate) fn disable(&mut self, user: &str, audit: Audit<'_>) -> anyhow::Result<bool> {
        let update = "update account set disabled_at = ?2 where user = ?1 and disabled_at is null";
        let tx = self.change()?;
        let changed = tx.execute(update, params![user, audit.at_ms])? > 0;
        if changed {
            tx.execute("delete from session where user = ?1", [user])?;
            write(&tx, audit)?;
        }
        tx.commit()?;
        Ok(changed)
    }
}

/// False when the name is taken.
pub(super) fn insert(db: &Connection, new: &NewAccount<'_>, at_ms: i64) -> rusqlite::Result<bool> {
    let insert = "insert into account (user, role, password, created_at) values (?1, ?2, ?3, ?4)
        on conflict do nothing";
    if db.execute(insert, params![new.user, role_text(new.role), new.password, at_ms])? == 0 {
        return Ok(false);
    }
    for office in new.offices {
        let insert = "insert into account_office (user, office) values (?1, ?2) on conflict do nothing";
        db.execute(insert, [new.user, office])?;
    }
    Ok(true)
}

/// The codes of the offices an account belongs to.
pub(super) fn offices(db: &Connection, user: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = db.prepare_cached("select office from account_office where user = ?1 order by office")?;
    query.query_map([user], |row| row.get(0))?.collect()
}

pub(super) fn role_of(text: &str) -> anyhow::Result<Role> {
    match text {
        "clerk" => Ok(Role::Clerk),
        "manager" => Ok(Role::Manager),
        "admin" => Ok(Role::Admin),
        other => Err(anyhow!("{other:?} is no role")),
    }
}

fn role_text(role: Role) -> &'static str {
    match role {
        Role::Clerk => "clerk",
        Role::Manager => "manager",
        Role::Admin => "admin",
    }
}
