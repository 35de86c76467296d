//! Small libraries of ours that are loaded in front of the C library, to stand between a program and its machine:
//! compiled when they are first needed.
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, anyhow, ensure};

use crate::programs;

/// A library, made once in a process.
pub(crate) struct Preload {
    name: &'static str,
    source: &'static [u8],
    made: OnceLock<Result<PathBuf, String>>,
}

impl Preload {
    /// A library of this name from its source in C.
    pub(crate) const fn new(name: &'static str, source: &'static [u8]) -> Self {
        Self { name, source, made: OnceLock::new() }
    }

    /// The file for `LD_PRELOAD`.
    ///
    /// # Errors
    /// When it can't be compiled.
    pub(crate) fn path(&self) -> anyhow::Result<&Path> {
        let made = self.made.get_or_init(|| self.compile().map_err(|error| format!("{error:#}")));
        made.as_deref().map_err(|error| anyhow!("{error}"))
    }

    fn compile(&self) -> anyhow::Result<PathBuf> {
        let (folder, name) = (programs::folder()?, self.name);
        let made = folder.join(format!("{name}-{}.so", std::process::id()));
        let whole = folder.join(format!("{name}.so"));
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-x", "c", "-", "-o"]).arg(&made);
        let child = compiler.arg("-ldl").stdin(Stdio::piped()).spawn();
        let mut child = child.context("a C compiler is missing: tests/install all")?;
        let mut input = child.stdin.take().context("its input is a pipe")?;
        input.write_all(self.source)?;
        drop(input);
        ensure!(child.wait()?.success(), "{name}.c can't be compiled");
        // Another process may be making the same.
        std::fs::rename(made, &whole)?;
        Ok(whole)
    }
}
