//! The link by which the first admin is made.
use rusqlite::params;

use super::staff::{NewAccount, insert};
use super::{AccountsDb, Audit, SecretHash, write};

/// Whether the link with hash `?1` is open: made, not used, and there is no admin.
const IS_OPEN: &str = "select exists (select 1 from setup_link where hash = ?1)
    and not exists (select 1 from account where role = 'admin' and disabled_at is null)";

impl AccountsDb {
    /// Makes a link; an older one is void.
    pub(crate) fn make_setup_link(&mut self, hash: &SecretHash, audit: Audit<'_>) -> anyhow::Result<()> {
        let tx = self.change()?;
        tx.execute("delete from setup_link", [])?;
        tx.execute("insert into setup_link (hash, created_at) values (?1, ?2)", params![hash, audit.at_ms])?;
        write(&tx, audit)?;
        Ok(tx.commit()?)
    }

    /// Whether the first admin can be made by this link.
    pub(crate) fn is_setup_open(&self, hash: &SecretHash) -> anyhow::Result<bool> {
        Ok(self.db.query_row(IS_OPEN, [hash], |row| row.get(0))?)
    }

    /// Makes the first admin and uses the link up; false when it isn't open, or the name is taken.
    pub(crate) fn use_setup_link(
        &mut self,
        hash: &SecretHash,
        admin: &NewAccount<'_>,
        audit: Audit<'_>,
    ) -> anyhow::Result<bool> {
        let tx = self.change()?;
        let is_open: bool = tx.query_row(IS_OPEN, [hash], |row| row.get(0))?;
        let made = is_open && insert(&tx, admin, audit.at_ms)?;
        if made {
            tx.execute("delete from setup_link", [])?;
            write(&tx, audit)?;
        }
        tx.commit()?;
        Ok(made)
    }
}
