//! Flags and files of a small program.
use std::fs;

use super::*;

/// A program that shows a picture of something.
#[derive(Debug, Parser)]
#[command(name = "easel", version)]
struct Easel {
    #[command(flatten)]
    screen: ScreenFlags,
    /// What to paint
    #[arg(long)]
    subject: String,
    /// Where the paint is
    #[arg(long, value_hint = ValueHint::DirPath)]
    paint: Option<PathBuf>,
    /// Where the sketch goes
    #[arg(long, value_hint = ValueHint::AnyPath)]
    sketch: Option<String>,
    /// Whether it is to hang
    #[arg(long)]
    framed: bool,
}

/// Calls the program with a file `easel.toml` of these contents, which is `CONFIG` in the flags.
fn call(flags: &str, contents: &str) -> Result<Easel, NotRun> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("easel.toml");
    fs::write(&path, contents).unwrap();
    let flags = flags.replace("CONFIG", &path.display().to_string());
    read(["easel"].into_iter().chain(flags.split_whitespace()).map(OsString::from))
}

/// What is said to a wrong call, without the folder, and the exit code.
fn said(flags: &str, contents: &str) -> (String, u8) {
    let not_run = call(flags, contents).unwrap_err();
    let code = not_run.code();
    let text = match not_run {
        NotRun::Asked(text) => text,
        NotRun::Called(why) | NotRun::Failed(why) => format!("{why:#}"),
    };
    let from_name = text.find("easel.toml line ").unwrap_or(0);
    (text[from_name..].into(), code)
}

#[test]
fn a_flag_goes_before_the_file_and_the_file_before_the_default() {
    let file = "subject = \"a hat\"\nrotate = 90\nsize = \"600x1024\"\nscreen = \"full\"\n";
    let easel = call("--config CONFIG --screen window --subject boa", file).unwrap();
    assert_eq!((easel.subject.as_str(), easel.screen.screen), ("boa", Output::Window));
    assert_eq!((easel.screen.size, easel.screen.rotate), (Some(Size::new(600, 1024)), Rotation::Quarter));
    let easel = call("--subject boa", "").unwrap();
    assert_eq!((easel.screen.size, easel.screen.rotate), (None, Rotation::None));
    assert_eq!(easel.screen.screen, Output::Window);
}

#[test]
fn a_flag_without_a_value_is_true_or_false_in_the_file() {
    let framed = |flags: &str, file: &str| call(&format!("--subject boa {flags}"), file).unwrap().framed;
    assert!(!framed("", ""));
    assert!(framed("--framed", ""));
    assert!(framed("--config CONFIG", "framed = true"));
    assert!(!framed("--config CONFIG", "framed = false"));
    for file in ["framed = true", "framed = false"] {
        assert!(framed("--framed --config CONFIG", file), "{file}");
    }
}

#[test]
fn paths_in_the_file_begin_at_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("easel.toml");
    let text = "subject = \"boa\"\npaint = \"tubes\"\nsketch = \"file:sketch\"\nscreen = \"png:out\"\n";
    fs::write(&path, text).unwrap();
    let flags = |more: &[&str]| {
        let all = ["easel", "--config", path.to_str().unwrap()].into_iter().chain(more.iter().copied());
        read::<Easel>(all.map(OsString::from)).unwrap()
    };
    let easel = flags(&[]);
    assert_eq!(easel.paint, Some(folder.path().join("tubes")));
    assert_eq!(easel.screen.screen, Output::Pictures(folder.path().join("out")));
    assert_eq!(easel.sketch, Some(format!("file:{}/sketch", folder.path().display())));
    let easel = flags(&["--paint", "here", "--sketch", "tcp:host:9100", "--screen", "png:out"]);
    assert_eq!((easel.paint, easel.sketch), (Some("here".into()), Some("tcp:host:9100".into())));
    assert_eq!(easel.screen.screen, Output::Pictures("out".into()));
    fs::write(&path, text.replace("tubes", "/tubes").replace("file:sketch", "tcp:host:9100")).unwrap();
    let easel = flags(&[]);
    assert_eq!((easel.paint, easel.sketch), (Some("/tubes".into()), Some("tcp:host:9100".into())));
}

#[test]
fn what_is_wrong_in_the_file_is_named_with_its_line() {
    let cases = [
        ("\nrotate = 45", "line 2: invalid value '45' for '--rotate <0|90|180|270>': a picture is turned by"),
        ("# a\n\nsize = 1080", "line 3: invalid value '1080' for '--size <WxH>': a size is two numbers"),
        (
            "colour = 1",
            "line 1: there is no colour, but screen, size, rotate, subject, paint, sketch, framed",
        ),
        ("config = \"x\"", "line 1: there is no config, but"),
        ("subject = 5", "line 1: subject is a text in quotes, not a number"),
        ("paint = [\"a\"]", "line 1: paint is a text in quotes, not a list"),
        ("rotate = 90.0", "line 1: rotate is a text or a number, not a number"),
        ("rotate = true", "line 1: rotate is a text or a number, not true or false"),
        ("[subject]\na = 1", "line 1: subject is a text in quotes, not a table"),
        ("framed = \"true\"", "line 1: framed is true or false, not a text"),
        ("framed = 1", "line 1: framed is true or false, not a number"),
        ("rotate = 90\nrotate = 90", "line 2: duplicate key"),
        ("rotate = 90\nsubject = ", "line 2: "),
        ("paint = \"\"", "line 1: paint is empty"),
    ];
    for (contents, expected) in cases {
        let (said, code) = said("--config CONFIG --subject boa", contents);
        assert!(said.starts_with(&format!("easel.toml {expected}")), "{contents}: {said}");
        assert_eq!((code, said.lines().count()), (2, 1), "{contents}: {said}");
    }
}

#[test]
fn a_wrong_flag_is_not_blamed_on_the_file() {
    let (said, code) = said("--config CONFIG --subject boa --rotate 45", "rotate = 90");
    assert_eq!(code, 2);
    assert!(said.starts_with("invalid value '45' for '--rotate <0|90|180|270>': "), "{said}");
}

#[test]
fn what_is_wrong_in_the_flags_is_said_in_one_sentence() {
    let cases = [
        ("", "the following required arguments were not provided: --subject <SUBJECT>"),
        ("--subject boa --colour red", "unexpected argument '--colour' found"),
        ("--subject boa --subject hat", "the argument '--subject <SUBJECT>' cannot be used multiple times"),
        ("--subject boa --size 99999x1", "invalid value '99999x1' for '--size <WxH>': a size is two numbers"),
        ("--subject boa --screen paper", "invalid value 'paper' for '--screen <window|full|png:DIR>': "),
    ];
    for (flags, expected) in cases {
        let (said, code) = said(flags, "");
        assert!(said.starts_with(expected), "{flags}: {said}");
        assert_eq!((code, said.lines().count()), (2, 1), "{flags}: {said}");
    }
}

#[test]
fn what_can_not_be_read_is_named_with_what_to_do() {
    let (said, code) = said("--config /not/there", "");
    assert_eq!(code, 2);
    assert!(said.starts_with("--config /not/there can't be read (No such file"), "{said}");
    assert!(said.ends_with("): name a TOML file with the names of the flags"), "{said}");
}

#[test]
fn a_word_stands_alone_in_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    let read = |contents: &str| {
        fs::write(&path, contents).unwrap();
        word("--key-file", &path, "ask for one").map_err(|error| error.to_string())
    };
    assert_eq!(read("  secret\n"), Ok("secret".into()));
    for contents in ["", "\n", "two words", "one\ntwo", "chìa"] {
        let said = read(contents).unwrap_err();
        assert!(said.contains("key does not hold one word alone on a line: ask for one"), "{said}");
    }
}

#[test]
fn help_and_version_are_no_mistakes() {
    let (help, code) = said("--help", "");
    assert_eq!(code, 0);
    for flag in ["screen", "size", "rotate", "config", "subject"] {
        assert!(help.contains(&format!("--{flag} ")), "{flag} in {help}");
    }
    assert_eq!(said("--version", "").1, 0);
}
