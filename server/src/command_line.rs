//! The commands of the server. Results go to the output, everything said to people to the errors' end.
//!
//! Exit codes: 0 success; 2 called wrongly, also when what the call names isn't there, or is there already;
//! 1 it failed.
mod account;
mod arguments;
mod backup;
mod demo_clock;
mod device;
mod failure;
mod folder;
mod init;
mod lists;
mod logs;
mod office;
mod report;
mod serve;
#[cfg(test)]
mod tests;
mod verify;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::{AccountCommand, Arguments, Command, DeviceCommand, OfficeCommand};
use failure::Failure;

use crate::clock::Clock;
use crate::pulse::Watcher;

/// Everything outside of the process that a command may use.
pub struct World<'w> {
    /// The command line, the program's name first.
    pub arguments: Vec<OsString>,
    /// The machine's clock.
    pub clock: Clock,
    /// The machine's name, as others on its network may know it.
    pub host: String,
    /// What is logged, when no flag says so: `info`, or `server=debug,warn`.
    pub log_level: Option<String>,
    /// Who watches over a process that serves.
    pub watcher: Watcher,
    /// Asks for a password: a hidden line of the terminal, else the first line of the input.
    pub password: &'w mut dyn FnMut() -> io::Result<String>,
    /// Results.
    pub output: &'w mut dyn Write,
    /// What is said to people: one plain sentence at the end of each command, and mistakes.
    pub errors: &'w mut dyn Write,
}

/// Runs one command to its end.
pub fn run(mut world: World<'_>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(&world.arguments) {
        Ok(arguments) => arguments,
        Err(error) => return said_by_clap(&mut world, &error),
    };
    let Err(failure) = command(arguments.command, &mut world) else { return ExitCode::SUCCESS };
    world.say(&format!("error: {failure}"));
    failure.exit_code()
}

fn command(command: Command, world: &mut World<'_>) -> Result<(), Failure> {
    match command {
        Command::Init(options) => init::init(&options, world),
        Command::Serve(options) => serve::serve(options, world),
        Command::Office(OfficeCommand::Check { file }) => office::check(&file, world),
        Command::Office(OfficeCommand::Apply { data, file }) => office::apply(&data.data, &file, world),
        Command::Office(OfficeCommand::Export { data, office }) => office::export(&data.data, &office, world),
        Command::Verify(options) => verify::verify(&options, world),
        Command::Backup(options) => backup::backup(&options, world),
        Command::Report(options) => report::report(&options, world),
        Command::Account(AccountCommand::Add(options)) => account::add(&options, world),
        Command::Account(AccountCommand::List { data }) => account::list(&data.data, world),
        Command::Account(AccountCommand::Password { data, user }) => {
            account::password(&data.data, &user, world)
        }
        Command::Account(AccountCommand::Disable { data, user }) => {
            account::disable(&data.data, &user, world)
        }
        Command::Device(DeviceCommand::Add(options)) => device::add(&options, world),
        Command::Device(DeviceCommand::Approve(options)) => device::approve(&options, world),
        Command::Device(DeviceCommand::List { data }) => device::list(&data.data, world),
        Command::Device(DeviceCommand::Revoke { data, office, name }) => {
            device::revoke(&data.data, &office, &name, world)
        }
    }
}

/// Help and the version are results; what clap has to complain about is said like everything else.
fn said_by_clap(world: &mut World<'_>, error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match write!(world.output, "{}", error.render()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    world.say(error.render().to_string().trim_end());
    ExitCode::from(Failure::WRONG_CALL)
}

impl World<'_> {
    /// Says something to whoever called. That nobody listens is no failure of the command.
    fn say(&mut self, sentence: &str) {
        let _ = writeln!(self.errors, "{sentence}");
    }

    /// Gives a result, alone on its line.
    fn give(&mut self, result: &str) -> Result<(), Failure> {
        let written = writeln!(self.output, "{result}").and_then(|()| self.output.flush());
        written.map_err(|error| Failure::failed(&format!("the result could not be written: {error}")))
    }
}
