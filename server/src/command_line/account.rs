//! `account`: people who sign in.
use std::path::Path;

use protocol::Role;

use super::World;
use super::arguments::AccountAdd;
use super::failure::Failure;
use super::folder::Folder;
use super::lists::{self, time};
use crate::accounts::{Account, Accounts};

pub(super) fn add(options: &AccountAdd, world: &mut World<'_>) -> Result<(), Failure> {
    let (folder, accounts) = open(&options.data.data, world)?;
    for code in &options.offices {
        folder.require_office(code)?;
    }
    let password = ask(world)?;
    accounts.add(&options.user, options.role, &options.offices, &password)?;
    let place =
        if options.offices.is_empty() { "every office".to_owned() } else { options.offices.join(", ") };
    world.say(&format!(
        "{} may sign in from now on as {} of {place}.",
        options.user.to_ascii_lowercase(),
        role_name(options.role)
    ));
    Ok(())
}

pub(super) fn list(data: &Path, world: &mut World<'_>) -> Result<(), Failure> {
    let (_, accounts) = open(data, world)?;
    let accounts = accounts.list()?;
    let rows: Vec<_> = accounts.iter().map(row).collect();
    world.give(&lists::columns(["user", "role", "offices", "disabled"], &rows))?;
    world.say("Add one with `server account add`, or close one with `server account disable`.");
    Ok(())
}

pub(super) fn password(data: &Path, user: &str, world: &mut World<'_>) -> Result<(), Failure> {
    let (_, accounts) = open(data, world)?;
    let password = ask(world)?;
    accounts.set_password(user, &password)?;
    world.say(&format!("{user} must sign in again, with the new password."));
    Ok(())
}

pub(super) fn disable(data: &Path, user: &str, world: &mut World<'_>) -> Result<(), Failure> {
    let (_, accounts) = open(data, world)?;
    accounts.disable(user)?;
    let hint = if accounts.has_admin()? { "" } else { ", and no admin is left: add one" };
    world.say(&format!(
        "{user} is signed out and can't sign in until `server account password` sets a new password{hint}."
    ));
    Ok(())
}

fn open(data: &Path, world: &World<'_>) -> Result<(Folder, Accounts), Failure> {
    let folder = Folder::open(data)?;
    let accounts = Accounts::open(data, &world.clock)?;
    Ok((folder, accounts))
}

fn ask(world: &mut World<'_>) -> Result<String, Failure> {
    (world.password)().map_err(|error| {
        Failure::Wrong(format!("no password could be read ({error}): give it on standard input, as one line"))
    })
}

fn row(account: &Account) -> [String; 4] {
    let offices = match account.role {
        Role::Admin => "all".to_owned(),
        Role::Clerk | Role::Manager => account.offices.join(" "),
    };
    let disabled = account.disabled_at_ms.map(time).unwrap_or_default();
    [account.user.clone(), role_name(account.role).to_owned(), offices, disabled]
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Clerk => "clerk",
        Role::Manager => "manager",
        Role::Admin => "admin",
    }
}
