//! Phrases as people read them, and what a translator is told.
use std::fs;
use std::path::Path;

use protocol::{Document, Estimate, Fee, Moment, Procedure, Stop, TermUnit, Text};

use crate::{Texts, TextsError, Words, clock, differences};

fn shared() -> Texts {
    Texts::new(&[]).unwrap()
}

fn at(text: &str) -> Moment {
    format!("2026-11-{text}:00+07:00").parse().unwrap()
}

fn wait(low_min: u32, high_min: u32, after: Option<Moment>) -> Option<Estimate> {
    Some(Estimate { low_min, high_min, after })
}

fn vietnamese(texts: &Texts) -> Words<'_> {
    texts.speak("vi", "vi")
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

fn load(folder: &Path) -> Result<Texts, TextsError> {
    let mut texts = shared();
    texts.add_folder(folder)?;
    Ok(texts)
}

#[test]
fn both_languages_have_the_same_words_and_arguments() {
    let files = [("vi", include_str!("../words/vi.ftl")), ("en", include_str!("../words/en.ftl"))];
    assert_eq!(differences(&files), Vec::<String>::new());
}

#[test]
fn differences_are_named() {
    let vi = "one = một { $n }\ntwo = hai\n";
    let en = "one = one\nthree = three\n";
    let expected = [
        "en: the word one has other arguments than in vi",
        "en: the word two is missing",
        "en: the word three is not in vi",
    ];
    assert_eq!(differences(&[("vi", vi), ("en", en)]), expected);
}

#[test]
fn waits_read_as_the_hall_says_them() {
    let texts = shared();
    let (vi, en) = (vietnamese(&texts), texts.speak("en", "vi"));
    let lunch = wait(45, 60, Some(at("23T13:00")));
    let waits = [wait(10, 15, None), wait(5, 5, None), wait(0, 0, None), None, lunch];
    let all = |say: &dyn Fn(Option<&Estimate>) -> String| waits.each_ref().map(|wait| say(wait.as_ref()));
    assert_eq!(
        all(&|wait| vi.wait(wait)),
        ["10–15 phút", "5 phút", "không chờ", "Chưa có quầy mở", "sau 13:00"]
    );
    assert_eq!(
        all(&|wait| vi.wait_title(wait)),
        ["10–15 phút", "5 phút", "Không chờ", "Chưa có quầy mở", "Sau 13:00"]
    );
    let about = ["khoảng 10–15 phút", "khoảng 5 phút", "không chờ", "chưa có quầy mở", "sau 13:00"];
    assert_eq!(all(&|wait| vi.wait_about(wait)), about);
    assert_eq!(
        all(&|wait| en.wait(wait)),
        ["10–15 min", "5 min", "no wait", "No open counter", "after 13:00"]
    );
}

#[test]
fn people_are_counted() {
    let texts = shared();
    let (vi, en) = (vietnamese(&texts), texts.speak("en", "vi"));
    let say = |words: &Words| [0, 1, 5, 1200].map(|count| words.people_waiting(count));
    assert_eq!(say(&vi), ["chưa có người chờ", "1 người chờ", "5 người chờ", "1200 người chờ"]);
    assert_eq!(say(&en), ["nobody waiting", "1 person waiting", "5 people waiting", "1200 people waiting"]);
}

#[test]
fn terms_tell_days_from_working_days() {
    let texts = shared();
    let (vi, en) = (vietnamese(&texts), texts.speak("en", "vi"));
    let term = |days: f64, unit: TermUnit, until: Option<&str>| Procedure {
        procedure: "HT01".into(),
        name: Text::default(),
        service: "A".into(),
        days,
        unit,
        same_day_until: until.map(str::to_owned),
        fee: Fee::Free,
        documents: vec![],
    };
    let terms = [
        term(0.0, TermUnit::Working, None),
        term(0.0, TermUnit::Working, Some("15:00")),
        term(0.5, TermUnit::Working, None),
        term(1.5, TermUnit::Working, None),
        term(0.5, TermUnit::Calendar, None),
        term(30.0, TermUnit::Calendar, None),
    ];
    assert_eq!(
        terms.each_ref().map(|procedure| vi.term(procedure)),
        [
            "trong ngày",
            "trong ngày nếu nộp trước 15:00",
            "nửa ngày làm việc",
            "2 ngày làm việc",
            "1 ngày",
            "30 ngày"
        ]
    );
    assert_eq!(
        terms.each_ref().map(|procedure| en.term(procedure)),
        [
            "the same day",
            "the same day if handed in before 15:00",
            "half a working day",
            "2 working days",
            "1 day",
            "30 days"
        ]
    );
}

#[test]
fn counters_share_their_first_word() {
    let texts = shared();
    let vi = vietnamese(&texts);
    assert_eq!(vi.counters(&["Quầy 1", "Quầy 2", "Quầy 3"]), "Quầy 1, 2 hoặc 3");
    assert_eq!(vi.counters(&["Quầy 5", "Quầy 6"]), "Quầy 5 hoặc 6");
    assert_eq!(vi.counters(&["Quầy 5"]), "Quầy 5");
    assert_eq!(vi.counters(&["Quầy 1", "Bàn tiếp dân", "Quầy 3"]), "Quầy 1, Bàn tiếp dân hoặc Quầy 3");
    assert_eq!(vi.counters(&["Kho"]), "Kho");
    assert_eq!(vi.counters(&[]), "");
    assert_eq!(
        texts.speak("en", "vi").counters(&["Counter 1", "Counter 2", "Counter 3"]),
        "Counter 1, 2 or 3"
    );
}

#[test]
fn dates_and_times() {
    let texts = shared();
    let (vi, en) = (vietnamese(&texts), texts.speak("en", "vi"));
    let moment = at("23T08:42");
    assert_eq!(clock(moment), "08:42");
    assert_eq!(vi.date(moment), "Thứ Hai, 23/11/2026");
    assert_eq!(vi.date_board(moment), "Thứ Hai 23/11/2026");
    assert_eq!(vi.clock_day(moment), "08:42 23/11/2026");
    assert_eq!(en.date(moment), "Monday, 23 Nov 2026");
    let week: Vec<_> = (23..30).map(|day| vi.weekday(at(&format!("{day}T08:00")))).collect();
    assert_eq!(week, ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]);
}

#[test]
fn a_closed_service_says_why_and_when_it_is_back() {
    let texts = shared();
    let vi = vietnamese(&texts);
    let check = |stop, now: &str, reopens: Option<&str>, expected: &str| {
        assert_eq!(vi.closed(stop, at(now), reopens.map(at)), expected);
    };
    let (morning, noon) = (Some("23T12:30"), "Đã hết giờ lấy số buổi sáng. Lấy số buổi chiều từ 12:30.");
    check(Some(Stop::LastTicket), "23T11:05", morning, noon);
    check(Some(Stop::Hours), "23T11:45", morning, noon);
    check(Some(Stop::Hours), "23T08:00", morning, "Ngoài giờ lấy số. Lấy số buổi chiều từ 12:30.");
    check(Some(Stop::Hours), "23T06:10", Some("23T07:00"), "Ngoài giờ lấy số. Lấy số từ 07:00.");
    check(Some(Stop::Hours), "23T17:10", Some("24T07:00"), "Ngoài giờ lấy số. Mời trở lại 07:00 ngày mai.");
    let evening = "Đã hết giờ lấy số buổi chiều. Mời trở lại 07:00 ngày mai.";
    check(Some(Stop::LastTicket), "23T16:40", Some("24T07:00"), evening);
    let limit = "Đã hết số của nhóm này trong hôm nay. Mời trở lại 07:30 ngày mai.";
    check(Some(Stop::Limit), "23T10:00", Some("24T07:30"), limit);
    let holiday = "Hôm nay là ngày nghỉ. Mời trở lại 07:30 Thứ Tư, 25/11/2026.";
    check(Some(Stop::Holiday), "23T10:00", Some("25T07:30"), holiday);
    check(Some(Stop::DayClosed), "23T10:00", None, "Hôm nay đã ngừng cấp số.");
}

#[test]
fn no_invisible_marks_stand_around_arguments() {
    let texts = Texts::new(&[("vi", "number = Số { $number }")]).unwrap();
    assert_eq!(vietnamese(&texts).fill("number", &[("number", "A012".into())]), "Số A012");
}

#[test]
fn a_programs_own_word_goes_before_a_shared_one() {
    let texts = Texts::new(&[("vi", "wait-none = vào ngay"), ("en", "hello = hello")]).unwrap();
    assert_eq!(vietnamese(&texts).wait(wait(0, 0, None).as_ref()), "vào ngay");
    assert_eq!(texts.speak("en", "vi").get("hello"), "hello");
}

#[test]
fn a_missing_word_comes_from_the_first_language_then_vietnamese_then_shows_its_name() {
    let texts =
        Texts::new(&[("vi", "only-here = đây\nboth = hai"), ("en", "both = two"), ("km", "x = x")]).unwrap();
    let words = texts.speak("km", "en");
    assert_eq!([words.get("both"), words.get("only-here"), words.get("nowhere")], ["two", "đây", "nowhere"]);
    assert_eq!(texts.speak("fr", "fr").get("both"), "hai");
}

#[test]
fn what_a_language_lacks_is_named() {
    let all = load(folder(&[("km.ftl", "language-name = Khmer\nday = x\n")]).path()).unwrap();
    let missing = all.missing("km");
    assert!(missing.contains(&"wait-range") && !missing.contains(&"day") && missing.is_sorted());
    assert_eq!((all.missing("vi").len(), all.missing("en").len()), (0, 0));
}

#[test]
fn an_offices_text_falls_back_to_its_first_language() {
    let texts = shared();
    let name = Text::from([("vi", "Quầy 1"), ("en", "Counter 1")]);
    assert_eq!(texts.speak("en", "vi").choose(&name), "Counter 1");
    assert_eq!(texts.speak("km", "vi").choose(&name), "Quầy 1");
}

#[test]
fn a_folder_adds_languages_and_replaces_words() {
    let files = [
        ("km.ftl", "language-name = ភាសាខ្មែរ\nwait-none = មិនរង់ចាំ\n"),
        ("km/2.ftl", "wait-none = later\n"),
        ("km/note.txt", "not words"),
        ("vi/own.ftl", "wait-exact = { $minutes } ph\n"),
    ];
    let folder = folder(&files);
    let texts = load(folder.path()).unwrap();
    assert_eq!(texts.languages().collect::<Vec<_>>(), ["vi", "en", "km"]);
    assert_eq!(texts.language_name("km"), "ភាសាខ្មែរ");
    // `km` sorts before `km.ftl`, so the single file is the later one.
    assert_eq!(texts.speak("km", "vi").get("wait-none"), "មិនរង់ចាំ");
    assert_eq!(texts.speak("vi", "vi").wait(wait(5, 5, None).as_ref()), "5 ph");
    assert!(texts.knows("km") && !texts.knows("fr"));
    assert_eq!(texts.language_name("fr"), "fr");
}

#[test]
fn every_mistake_of_a_folder_is_named_with_file_line_and_word() {
    let files = [
        ("km.ftl", "language-name = K\n\nwait-none = { $a\nday = { $day }{ $hour }\n"),
        ("fr.ftl", "day = { $day }{ $hour }\nday = jour\n"),
        ("not a language.ftl", "a = b\n"),
        ("xx.ftl", "# no name\nday = { $hour }\n"),
        ("zz.ftl", "a = b\n"),
    ];
    let folder = folder(&files);
    let error = load(folder.path()).err().unwrap();
    let TextsError::Mistakes(mistakes) = &error else { panic!("{error}") };
    let named: Vec<_> = mistakes
        .iter()
        .map(|wrong| (wrong.file.rsplit('/').next().unwrap(), wrong.line, wrong.word.as_str()))
        .collect();
    let expected = [
        ("fr.ftl", 2, "day"),
        ("km.ftl", 4, "wait-none"),
        ("not a language.ftl", 0, ""),
        ("xx.ftl", 2, "day"),
        ("zz", 0, "language-name"),
    ];
    assert_eq!(named, expected, "{error}");
    assert_eq!(error.to_string().lines().count(), expected.len());
}

#[test]
fn an_unreadable_folder_is_named() {
    let error = load(Path::new("/nowhere/at/all")).err().unwrap();
    assert_eq!(error.to_string(), "can't read words from /nowhere/at/all");
}

#[test]
fn texts_can_be_shared_between_threads() {
    fn shared_between_threads<T: Send + Sync>(_: &T) {}
    shared_between_threads(&shared());
}

#[test]
fn a_procedure_says_what_it_costs_and_what_to_bring() {
    let texts = shared();
    let (vi, en) = (vietnamese(&texts), texts.speak("en", "vi"));
    let by_page = |from_page, then_vnd, cap_vnd| Fee::PerPage { vnd: 2_000, from_page, then_vnd, cap_vnd };
    let fees = [
        (Fee::Free, "miễn phí", "free"),
        (Fee::Fixed { vnd: 0 }, "miễn phí", "free"),
        (Fee::Fixed { vnd: 800 }, "800 đồng", "800 dong"),
        (Fee::Fixed { vnd: 200_000 }, "200.000 đồng", "200,000 dong"),
        (Fee::PerCopy { vnd: 1_000_000 }, "1.000.000 đồng một bản", "1,000,000 dong a copy"),
        (by_page(None, None, None), "2.000 đồng một trang", "2,000 dong a page"),
        (
            by_page(Some(3), Some(1_000), Some(200_000)),
            "2.000 đồng một trang, từ trang 3: 1.000 đồng, nhiều nhất 200.000 đồng",
            "2,000 dong a page, from page 3: 1,000 dong, at most 200,000 dong",
        ),
    ];
    for (fee, in_vietnamese, in_english) in fees {
        assert_eq!((vi.fee(&fee).as_str(), en.fee(&fee).as_str()), (in_vietnamese, in_english));
    }

    let paper =
        |kind: &str, count, required| Document { name: "Giấy".into(), kind: kind.into(), required, count };
    let papers = [
        (paper("original", 1, true), "bản chính", "original"),
        (paper("copy", 2, true), "2 × bản chụp", "2 × copy"),
        (paper("certified", 1, false), "bản sao chứng thực, nếu có", "certified copy, if any"),
        (paper("stamped", 1, true), "stamped", "stamped"),
    ];
    for (paper, in_vietnamese, in_english) in papers {
        assert_eq!((vi.document(&paper).as_str(), en.document(&paper).as_str()), (in_vietnamese, in_english));
    }
}
