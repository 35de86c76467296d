//! Accounts: made, listed, given another password, disabled.
use protocol::Role;

use super::passwords::Password;
use super::secrets::{self, Secret};
use super::{Account, AccountError, Accounts};
use crate::store::accounts::NewAccount;

/// Who acts when somebody has the data folder in hand.
pub(super) const COMMAND_LINE: &str = "command line";

impl Accounts {
    /// Makes an account. Clerks and managers belong to at least one office, admins to none; whether the offices
    /// exist is the caller's to know.
    pub fn add(
        &self,
        user: &str,
        role: Role,
        offices: &[String],
        password: &str,
    ) -> Result<(), AccountError> {
        let user = user_name(user).ok_or(AccountError::UserForm)?;
        match role {
            Role::Clerk | Role::Manager if offices.is_empty() => return Err(AccountError::OfficeMissing),
            Role::Admin if !offices.is_empty() => return Err(AccountError::OfficeOfAdmin),
            Role::Clerk | Role::Manager | Role::Admin => {}
        }
        let password = hashed(password)?;
        let new = NewAccount { user: &user, role, password: &password, offices };
        let added = self.writes().add_account(&new, self.audit(COMMAND_LINE, "account_added", &user))?;
        if added { Ok(()) } else { Err(AccountError::UserTaken(user)) }
    }

    /// All accounts by name.
    pub fn list(&self) -> anyhow::Result<Vec<Account>> {
        self.reads().accounts()
    }

    /// Whether an admin can sign in.
    pub fn has_admin(&self) -> anyhow::Result<bool> {
        self.reads().has_admin()
    }

    /// Gives an account another password: its sessions end, and if it was disabled, it is no more.
    pub fn set_password(&self, user: &str, password: &str) -> Result<(), AccountError> {
        let user = user_name(user).ok_or(AccountError::UserForm)?;
        let password = hashed(password)?;
        let audit = self.audit(COMMAND_LINE, "password_changed", &user);
        let changed = self.writes().set_password(&user, &password, audit)?;
        if changed { Ok(()) } else { Err(AccountError::UnknownUser(user)) }
    }

    /// Disables an account: its sessions end, and it can't sign in.
    pub fn disable(&self, user: &str) -> Result<(), AccountError> {
        let user = user_name(user).ok_or(AccountError::UserForm)?;
        let disabled = self.writes().disable(&user, self.audit(COMMAND_LINE, "account_disabled", &user))?;
        if disabled {
            return Ok(());
        }
        let known = self.reads().credentials(&user)?.is_some();
        Err(if known { AccountError::DisabledAlready(user) } else { AccountError::UnknownUser(user) })
    }

    /// Makes the code of a link by which the first admin can be made, once. Codes made before are void.
    pub fn make_setup_code(&self) -> anyhow::Result<Secret> {
        let code = Secret::code()?;
        self.writes().make_setup_link(&code.hash(), self.audit(COMMAND_LINE, "setup_link_made", ""))?;
        Ok(code)
    }

    /// Whether the first admin can be made by this code.
    pub fn is_setup_open(&self, code: &str) -> anyhow::Result<bool> {
        self.reads().is_setup_open(&setup_hash(code))
    }

    /// Makes the first admin by the code of its link, which is used up.
    pub fn first_admin(&self, code: &str, user: &str, password: &str) -> Result<(), AccountError> {
        if !self.is_setup_open(code)? {
            return Err(AccountError::SetupClosed);
        }
        let user = user_name(user).ok_or(AccountError::UserForm)?;
        let password = hashed(password)?;
        let admin = NewAccount { user: &user, role: Role::Admin, password: &password, offices: &[] };
        let audit = self.audit(&user, "first_admin_made", &user);
        if self.writes().use_setup_link(&setup_hash(code), &admin, audit)? {
            return Ok(());
        }
        // Either somebody else was quicker, or the name is taken by one who is no admin.
        Err(if self.is_setup_open(code)? { AccountError::UserTaken(user) } else { AccountError::SetupClosed })
    }
}

/// A user's name as it is kept: capitals count as small letters.
pub(super) fn user_name(text: &str) -> Option<String> {
    let user = text.to_ascii_lowercase();
    let is_right = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'.' | b'_' | b'-');
    ((2..=32).contains(&user.len()) && user.bytes().all(is_right)).then_some(user)
}

fn hashed(password: &str) -> Result<String, AccountError> {
    Password::new(password).ok_or(AccountError::PasswordForm)?.hash()
}

/// Codes are typed in by hand, in capitals or not.
fn setup_hash(code: &str) -> crate::store::accounts::SecretHash {
    secrets::hash(&code.to_ascii_uppercase())
}
