//! The speed that is asked of the server, each figure against its own limit in the same run: `tests/bench`. Nothing here
//! passes or fails.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the terminal is what it is for")]
mod acts;
mod disk;
mod figure;
mod followers;
mod house;
mod idle;
mod line;
mod load;
mod lobby;
mod pace;
mod phones;
mod plain;
mod process;
mod raw;
mod rush;
mod wire;
mod years;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use clap::Parser;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use disk::Disk;
use figure::Figure;

/// How fast the server is. It takes the programs of `cargo build --release`.
#[derive(Debug, Parser)]
#[command(name = "table")]
struct Options {
    /// Only this row, or these
    #[arg(long, value_name = "ROW", value_parser = ROWS.map(|row| row.name))]
    only: Vec<String>,
    /// Fewer repetitions, one year instead of ten: a look, no measurement
    #[arg(long)]
    quick: bool,
    /// Cargo says this to a bench that is to be run, and not when it runs the tests
    #[arg(long, hide = true)]
    bench: bool,
}

/// A part of the table.
struct Row {
    name: &'static str,
    measure: fn(&Bench, &Disk) -> anyhow::Result<Vec<Figure>>,
    /// Its acts are written to the disk, so a slower one shows.
    writes: bool,
}

const ROWS: [Row; 8] = [
    Row { name: "rush", measure: rush::rush, writes: true },
    Row { name: "alone", measure: rush::alone, writes: true },
    Row { name: "load", measure: load::load, writes: true },
    Row { name: "lobby", measure: lobby::calls, writes: true },
    Row { name: "years", measure: years::after_years, writes: true },
    Row { name: "phones", measure: phones::phones, writes: false },
    Row { name: "start", measure: years::start, writes: false },
    Row { name: "idle", measure: idle::idle, writes: false },
];

/// Where and how thoroughly it is measured.
struct Bench {
    folder: PathBuf,
    quick: bool,
    runtime: tokio::runtime::Runtime,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Ten thousand phones hang on by as many files, here and in the server.
    let files = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: files.maximum, ..files })?;
    match arguments.split_first() {
        Some((first, rest)) if first == raw::COMMAND => {
            println!("{}", raw::run(rest)?);
            Ok(())
        }
        Some((first, rest)) if first == plain::COMMAND => plain::run(rest),
        Some(_) | None => table(&Options::parse()),
    }
}

fn table(options: &Options) -> anyhow::Result<()> {
    if !options.bench {
        eprintln!("this is no test; run it with: cargo bench -p tests --bench table");
        return Ok(());
    }
    let bench = Bench::new(options.quick)?;
    let slower = Disk::slower(&bench.folder)?;
    let wanted = |row: &&Row| options.only.is_empty() || options.only.iter().any(|only| only == row.name);
    let rows: Vec<_> = ROWS.iter().filter(wanted).collect();
    let own = bench.measure(rows.iter().copied(), &Disk::Own)?;
    let slow = bench.measure(rows.iter().copied().filter(|row| row.writes), &slower)?;
    println!("{}", figure::table("On the disk as it is", &own));
    if !slow.is_empty() {
        println!("{}", figure::table("With 2 ms more for each sync", &slow));
    }
    Ok(())
}

impl Bench {
    fn new(quick: bool) -> anyhow::Result<Self> {
        // On the disk on which everything is built, which is a real one.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        fs::create_dir_all(&folder)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self { folder, quick, runtime })
    }

    fn measure<'r>(&self, rows: impl Iterator<Item = &'r Row>, disk: &Disk) -> anyhow::Result<Vec<Figure>> {
        let mut figures = Vec::new();
        for Row { name, measure, .. } in rows {
            let begun = Instant::now();
            eprint!("{name} …");
            let measured = measure(self, disk).with_context(|| format!("{name} could not be measured"))?;
            eprintln!(" {:.0} s", begun.elapsed().as_secs_f64());
            figures.extend(measured);
        }
        Ok(figures)
    }

    /// What stays from one run to the next, and what each row makes for itself.
    fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path in it at which nothing is.
    fn new_folder(&self, name: &str) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(name);
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        Ok(path)
    }

    /// The one for a measurement, or the other for a look.
    fn choose<T>(&self, thorough: T, quick: T) -> T {
        if self.quick { quick } else { thorough }
    }

    /// Runs a client to its end.
    fn block_on<T>(&self, client: impl Future<Output = T>) -> T {
        self.runtime.block_on(client)
    }
}
