//! The lines of a check.
use std::time::Instant;

use expect_test::{Expect, expect};
use texts::Texts;
use voice::{Output, Voice};

use super::{Check, Line};
use crate::{Identity, WORDS};

fn texts() -> Texts {
    Texts::new(&WORDS).unwrap()
}

/// What is told by a check in a language, with the folder's path as DIR.
fn told(language: &str, folder: &str, look: impl FnOnce(&mut Check<'_>, &Texts)) -> String {
    let (texts, mut lines) = (texts(), Vec::new());
    let mut tell = |line: &str| lines.push(line.replace(folder, "DIR"));
    let mut check = Check::new(texts.speak(language, "vi"), &mut tell);
    look(&mut check, &texts);
    let is_well = check.end();
    assert_eq!(is_well, !lines.iter().any(|line| line.starts_with('✗')), "{lines:?}");
    lines.join("\n")
}

#[expect(clippy::needless_pass_by_value, reason = "as expect-test has it")]
fn check(expected: Expect, told: &str) {
    expected.assert_eq(told);
}

#[test]
fn a_folder_that_can_not_be_written_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let look = |check: &mut Check<'_>, _: &Texts| check.folder(&file.join("state"));
    check(
        expect![[r#"
            ✗ Không ghi được vào thư mục DIR/file/state: Not a directory (os error 20) → Cho người dùng chạy máy này quyền ghi, hoặc chọn thư mục khác ở --state.
            Số việc cần làm: 1."#]],
        &told("vi", &path, look),
    );
    let good = told("en", &path, |check, _| check.folder(folder.path()));
    assert!(
        good.starts_with("✓ The folder DIR can be written, ") && good.ends_with("\nAll is well."),
        "{good}"
    );
    assert_eq!(Identity::read(folder.path()).unwrap(), None, "nothing is left behind");
}

#[test]
fn letters_and_words_that_are_missing_are_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("zh.ftl"), "language-name = 中文\ncheck-end-ok = 好\n").unwrap();
    let mut texts = texts();
    texts.add_folder(folder.path()).unwrap();
    let told = told("en", "\0", |check, _| check.letters(&texts, None));
    check(
        expect![[r#"
            ✗ The fonts lack, of 中文: 中好文 → Take these letters out of the file of --words or of the office.
            ✓ The fonts have all letters for: Tiếng Việt, English.
            Things to do: 1."#]],
        &told,
    );
}

#[test]
fn a_server_that_is_away_is_the_only_thing_that_is_told_of_the_line() {
    let server = "http://127.0.0.1:9".parse().unwrap();
    let line = Line { server: &server, office: Some("a"), key: None, needs_key: true, wall_ms: 0 };
    let told = told("vi", "\0", |check, _| assert_eq!(check.line(&line).unwrap(), None));
    assert!(told.starts_with("✗ Không nối được với máy chủ http://127.0.0.1:9: "), "{told}");
    assert!(told.ends_with("máy chủ có đang chạy không.\nSố việc cần làm: 1."), "{told}");
}

#[test]
fn sound_is_tried_in_each_language() {
    let sound = |output: Output, languages: &[&str]| {
        let languages: Vec<String> = languages.iter().map(ToString::to_string).collect();
        told("en", "\0", |check, texts| {
            check.sound(output, Voice::default(), texts, &languages, false, Instant::now);
        })
    };
    assert_eq!(sound(Output::Off, &["vi"]), "✓ Sound is off (--sound off).\nAll is well.");
    let folder = tempfile::tempdir().unwrap();
    check(
        expect![[r#"
            ✓ There is sound, and a voice for: vi, en.
            ✗ There is no voice for the language xx. → Install espeak-ng, or name a folder of recorded clips at --voice.
            Things to do: 1."#]],
        &sound(Output::Wav(folder.path().join("wav")), &["vi", "en", "xx"]),
    );
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let mute = sound(Output::Wav(file), &["vi"]);
    assert!(mute.starts_with("✗ No sound can be played: ") && mute.contains("alsa-utils"), "{mute}");
}
