//! The flags of every command.
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use jiff::civil::Date;
use protocol::{DeviceKind, Role};

use super::demo_clock::DemoClock;
use super::verify::KeptSeal;
use crate::http::PublicUrl;

/// The counter server of a one-stop office.
#[derive(Debug, Parser)]
#[command(name = "server", version, after_help = "Exit codes: 0 success, 1 it failed, 2 called wrongly.")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a data folder, or add an office to one
    Init(Init),
    /// Serve every office of a data folder
    Serve(Serve),
    /// Office files
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Check that every log is what was written, at any time
    Verify(Verify),
    /// Copy accounts and offices, at any time
    Backup(Backup),
    /// Print the figures of an office
    Report(Report),
    /// People who sign in; what is changed here is in force at once
    #[command(subcommand)]
    Account(AccountCommand),
    /// Kiosks and displays; what is changed here is in force at once
    #[command(subcommand)]
    Device(DeviceCommand),
}

#[derive(Args, Debug)]
pub(super) struct Data {
    /// The data folder
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct Init {
    #[command(flatten)]
    pub(super) data: Data,
    /// The office file; the calendar and the catalogue that it names lie beside it
    #[arg(long, value_name = "FILE.toml")]
    pub(super) office: PathBuf,
    /// For demonstrations that begin in the past, never for a real office: the time at which the office is added
    #[arg(long, value_name = "TIME")]
    pub(super) clock: Option<DemoClock>,
}

#[derive(Args, Debug)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) data: Data,
    /// Where to listen; with port 0 the system chooses one
    #[arg(long, value_name = "ADDR:PORT", default_value = "0.0.0.0:7070")]
    pub(super) listen: SocketAddr,
    /// Where phones reach this server, printed on tickets as a QR code; without it no ticket has one
    #[arg(long, value_name = "URL")]
    pub(super) public_url: Option<PublicUrl>,
    #[command(flatten)]
    pub(super) tls: Option<TlsFiles>,
    /// A proxy that may say whom it speaks for, in the last X-Forwarded-For; may be repeated
    #[arg(long = "trusted-proxy", value_name = "CIDR", value_parser = network)]
    pub(super) trusted_proxies: Vec<IpNet>,
    /// How the log is written to the errors' end
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub(super) log: LogFormat,
    /// What is logged, such as "debug" or "server=debug,warn"; default: RUST_LOG, or "info"
    #[arg(long, value_name = "LEVEL")]
    pub(super) log_level: Option<String>,
    /// For demonstrations, never for a real office: begin at this time, and run SPEED times as fast
    #[arg(long, value_name = "TIME[xSPEED]")]
    pub(super) clock: Option<DemoClock>,
}

/// Both or neither.
#[derive(Args, Debug)]
pub(super) struct TlsFiles {
    /// The server's certificate, PEM, with those that lead to its authority after it: TLS is spoken, and nothing else
    #[arg(long, value_name = "FILE", required = false, requires = "tls_key")]
    pub(super) tls_cert: PathBuf,
    /// The certificate's private key, PEM
    #[arg(long, value_name = "FILE", required = false, requires = "tls_cert")]
    pub(super) tls_key: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct Verify {
    #[command(flatten)]
    pub(super) data: Data,
    /// Print the seal of each closed day: whoever keeps it sees any later change of this day and those before
    #[arg(long)]
    pub(super) seals: bool,
    /// A seal that was printed before, to be compared; may be repeated
    #[arg(long = "seal", value_name = "DATE=HEX")]
    pub(super) kept: Vec<KeptSeal>,
}

#[derive(Args, Debug)]
pub(super) struct Backup {
    #[command(flatten)]
    pub(super) data: Data,
    /// Where the copies are kept, each in a folder named by its time (UTC); made if it isn't there
    #[arg(long, value_name = "DIR2")]
    pub(super) to: PathBuf,
    /// Keep only so many of the newest copies; without it all
    #[arg(long, value_name = "N")]
    pub(super) keep: Option<NonZeroUsize>,
}

#[derive(Args, Debug)]
pub(super) struct Report {
    #[command(flatten)]
    pub(super) data: Data,
    /// The office
    #[arg(long, value_name = "CODE")]
    pub(super) office: String,
    /// What about
    #[arg(long, value_enum)]
    pub(super) kind: ReportKind,
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub(super) from: Date,
    /// The last day
    #[arg(long, value_name = "DATE")]
    pub(super) to: Date,
    /// How it is written
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportKind {
    /// Numbers taken, waits, services, counters
    Visits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people
    Text,
    /// One figure a row, with its definition
    Csv,
    /// One object
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// A line for people
    Text,
    /// A JSON object a line
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum OfficeCommand {
    /// Read an office file and name every mistake with its line
    Check {
        /// The office file
        #[arg(value_name = "FILE.toml")]
        file: PathBuf,
    },
    /// Put a changed office file into force, through the running server if there is one
    Apply {
        #[command(flatten)]
        data: Data,
        /// The office file
        #[arg(value_name = "FILE.toml")]
        file: PathBuf,
    },
    /// Write an office out as an office file
    Export {
        #[command(flatten)]
        data: Data,
        /// The office's code
        #[arg(value_name = "OFFICE")]
        office: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
    /// Make an account; the password comes from standard input
    Add(AccountAdd),
    /// List the accounts
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Set a password, from standard input; ends the account's sessions, and enables it if it was disabled
    Password {
        #[command(flatten)]
        data: Data,
        /// The account
        #[arg(long, value_name = "NAME")]
        user: String,
    },
    /// Disable an account; ends its sessions
    Disable {
        #[command(flatten)]
        data: Data,
        /// The account
        #[arg(long, value_name = "NAME")]
        user: String,
    },
}

#[derive(Args, Debug)]
pub(super) struct AccountAdd {
    #[command(flatten)]
    pub(super) data: Data,
    /// 2 to 32 of a-z, 0-9, ".", "_" and "-"
    #[arg(long, value_name = "NAME")]
    pub(super) user: String,
    /// What the account may do
    #[arg(long, value_parser = role())]
    pub(super) role: Role,
    /// Offices of a clerk or manager; an admin acts in all
    #[arg(long = "office", value_name = "CODE", num_args = 1..)]
    pub(super) offices: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum DeviceCommand {
    /// Make a device known, and print its key: once, only its hash is kept
    Add(DeviceAdd),
    /// Make the device known that shows this code; it fetches its key by itself
    Approve(DeviceApprove),
    /// List the devices, and those that wait to be approved
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Take a device's key away
    Revoke {
        #[command(flatten)]
        data: Data,
        /// The device's office
        #[arg(long, value_name = "CODE")]
        office: String,
        /// The device
        #[arg(long, value_name = "NAME")]
        name: String,
    },
}

#[derive(Args, Debug)]
pub(super) struct DeviceAdd {
    #[command(flatten)]
    pub(super) data: Data,
    /// The office in which it stands
    #[arg(long, value_name = "CODE")]
    pub(super) office: String,
    /// What it is
    #[arg(long, value_parser = kind())]
    pub(super) kind: DeviceKind,
    /// What it is called; no other device of the office has this name
    #[arg(long, value_name = "NAME")]
    pub(super) name: String,
}

#[derive(Args, Debug)]
pub(super) struct DeviceApprove {
    #[command(flatten)]
    pub(super) data: Data,
    /// The six digits that the device shows
    #[arg(value_name = "CODE")]
    pub(super) code: String,
    /// The office in which it stands; may be left out when there is only one
    #[arg(long, value_name = "CODE")]
    pub(super) office: Option<String>,
    /// What it is called; by default as it calls itself
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
}

fn role() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(["clerk", "manager", "admin"]).map(|role| match role.as_str() {
        "clerk" => Role::Clerk,
        "manager" => Role::Manager,
        _ => Role::Admin,
    })
}

fn kind() -> impl TypedValueParser<Value = DeviceKind> {
    PossibleValuesParser::new(DeviceKind::ALL.map(DeviceKind::word))
        .map(|word| DeviceKind::of_word(&word).expect("it is one of the words"))
}

/// A network such as `10.0.0.0/8`, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let network = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    network.map_err(|_| format!("{text:?} is no network such as 10.0.0.0/8"))
}
