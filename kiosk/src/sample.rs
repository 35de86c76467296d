//! The office of the pictures, for tests: Tây Ninh as it is at 08:42 on Monday, 23 November 2026.
use protocol::{
    Board, BoardWaiting, Document, Estimate, Fee, IssuedTicket, Moment, NamedCounter, NamedPriority, Office,
    OfficeService, Procedure, PublicTicket, ServiceNow, TermUnit, Text, TicketState,
};

pub(crate) fn at(text: &str) -> Moment {
    format!("2026-11-{text}+07:00").parse().unwrap()
}

fn text(vi: &str, en: &str) -> Text {
    Text::from([("vi", vi), ("en", en)])
}

/// What the services are called in Khmer, which the office's file adds with its third language.
const KHMER: [&str; 6] =
    ["អត្រានុកូលដ្ឋាន", "ដីធ្លី និង\u{200B}បរិស្ថាន", "សំណង់", "ការចុះបញ្ជី\u{200B}អាជីវកម្ម", "សង្គមកិច្ច", "ទទួល\u{200B}លទ្ធផល"];

/// The folder of the third language.
pub(crate) const LANGUAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/languages");

/// The same office with Khmer; its own name stands in Vietnamese only.
pub(crate) fn khmer_office() -> Office {
    let mut office = office();
    office.languages.push("km".into());
    for (service, name) in office.services.iter_mut().zip(KHMER) {
        service.name.0.insert("km".into(), name.into());
    }
    for counter in &mut office.counters {
        counter.name.0.insert("km".into(), format!("បញ្ជរ {}", counter.counter));
    }
    office
}

/// Its services.
pub(crate) fn khmer_services() -> Vec<ServiceNow> {
    let mut services = services();
    for (service, name) in services.iter_mut().zip(KHMER) {
        service.name.0.insert("km".into(), name.into());
    }
    services
}

/// Letter, names, hints, colour, counters.
type Line = (&'static str, [&'static str; 2], [&'static str; 2], &'static str, &'static [&'static str]);

const SERVICES: [Line; 6] = [
    (
        "A",
        ["Hộ tịch – Chứng thực", "Civil status, certification"],
        ["Khai sinh, kết hôn, chứng thực bản sao", "Births, marriages, certified copies"],
        "#1F5FA8",
        &["1", "2", "3"],
    ),
    (
        "B",
        ["Đất đai – Môi trường", "Land and environment"],
        ["Sang tên, tặng cho, cấp sổ đỏ", "Transfers, gifts, land certificates"],
        "#1B7F5C",
        &["5", "6"],
    ),
    (
        "C",
        ["Xây dựng – Đô thị", "Construction"],
        ["Xin phép xây nhà, sửa nhà", "Permits to build or rebuild a house"],
        "#7A4FB5",
        &["4", "6"],
    ),
    (
        "D",
        ["Đăng ký kinh doanh", "Business registration"],
        ["Hộ kinh doanh: đăng ký, thay đổi", "Household businesses: register, change"],
        "#B3541E",
        &["3", "4"],
    ),
    (
        "E",
        ["Bảo trợ xã hội – Người có công", "Social allowances"],
        ["Trợ cấp, hỗ trợ mai táng, khuyết tật", "Allowances, funeral support, disability"],
        "#A3195B",
        &["6"],
    ),
    (
        "T",
        ["Nhận kết quả", "Collect a result"],
        ["Mang theo giấy hẹn và căn cước", "Bring your appointment slip and ID card"],
        "#12233D",
        &["1", "2"],
    ),
];

const WAITS: [(u32, u32, u32); 6] = [(5, 10, 15), (9, 25, 35), (0, 0, 0), (2, 5, 10), (1, 5, 10), (1, 0, 5)];

pub(crate) fn wait(low_min: u32, high_min: u32) -> Option<Estimate> {
    Some(Estimate { low_min, high_min, after: None })
}

pub(crate) fn office() -> Office {
    let counter = |code: &str| NamedCounter {
        counter: code.into(),
        name: text(&format!("Quầy {code}"), &format!("Counter {code}")),
    };
    Office {
        code: "tay-ninh".into(),
        name: text("UBND thị xã Tây Ninh", "Tây Ninh Town People's Committee"),
        unit: text("Bộ phận Tiếp nhận và Trả kết quả", "One-stop division"),
        languages: vec!["vi".into(), "en".into()],
        now: at("23T08:42:10"),
        open: true,
        reopens_at: None,
        hotline: "0276 1234 567".into(),
        notice: None,
        wifi: None,
        priority: vec![
            NamedPriority {
                code: "elderly".into(), name: text("Người từ đủ 60 tuổi", "Aged 60 and over")
            },
            NamedPriority {
                code: "disabled".into(),
                name: text("Người khuyết tật", "Persons with a disability"),
            },
        ],
        self_priority: true,
        ask_priority_reason: false,
        counters: ["1", "2", "3", "4", "5", "6"].map(counter).into(),
        services: services().into_iter().map(of_office).collect(),
        hours: Vec::new(),
    }
}

fn of_office(service: ServiceNow) -> OfficeService {
    let ServiceNow { service, name, short, hint, color, counters, .. } = service;
    OfficeService { service, name, short, hint, color, counters }
}

pub(crate) fn services() -> Vec<ServiceNow> {
    let lines = SERVICES.iter().zip(WAITS);
    let service =
        |((letter, name, hint, color, counters), (waiting, low, high)): (&Line, (u32, u32, u32))| {
            ServiceNow {
                service: (*letter).into(),
                name: text(name[0], name[1]),
                short: text(name[0], name[1]),
                hint: text(hint[0], hint[1]),
                color: (*color).into(),
                open: true,
                reason: None,
                reason_text: None,
                reopens_at: None,
                waiting,
                estimate: wait(low, high),
                counters: counters.iter().map(|code| (*code).into()).collect(),
            }
        };
    lines.map(service).collect()
}

pub(crate) fn board(seq: u64, time: &str, waiting_a: u32) -> Board {
    let line = BoardWaiting {
        service: "A".into(),
        short: text("Hộ tịch", "Civil status"),
        color: "#1F5FA8".into(),
        count: waiting_a,
        estimate: wait(15, 20),
    };
    Board {
        office: "tay-ninh".into(),
        name: text("UBND thị xã Tây Ninh", ""),
        seq,
        at: at(time),
        open: true,
        reopens_at: None,
        calls: Vec::new(),
        missed: Vec::new(),
        waiting: vec![line],
        counters: Vec::new(),
        notice: None,
    }
}

pub(crate) fn ticket() -> IssuedTicket {
    IssuedTicket {
        number: "A012".into(),
        service: "A".into(),
        token: "ABCDEFGHIJKLMNOPQRSTUVWXYZ".into(),
        url: Some("HTTP://192.168.10.5:7070/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ".into()),
        issued_at: at("23T08:42:10"),
        ahead: 5,
        estimate: wait(10, 15),
        priority: false,
    }
}

/// A ticket that was called twice while nobody came.
pub(crate) fn missed() -> PublicTicket {
    PublicTicket {
        office: "tay-ninh".into(),
        number: "A009".into(),
        service: "A".into(),
        state: TicketState::NoShow,
        ahead: 0,
        estimate: None,
        counter: None,
        issued_at: at("23T08:20:00"),
        called_at: Some(at("23T08:38:00")),
        recalls: 1,
        later_left: 1,
        return_left: 1,
    }
}

/// Procedures of the first service.
pub(crate) fn procedures() -> Vec<Procedure> {
    let document = |name: &str, kind: &str, required: bool| Document {
        name: name.into(),
        kind: kind.into(),
        required,
        count: 1,
    };
    let procedure = |code: &str, name: Text, days: f64, fee: Fee| Procedure {
        procedure: code.into(),
        name,
        service: "A".into(),
        days,
        unit: TermUnit::Working,
        same_day_until: None,
        fee,
        documents: vec![
            document("Tờ khai đăng ký khai sinh", "form", true),
            document("Giấy chứng sinh", "original", true),
            document("Căn cước của người đi đăng ký", "shown", true),
            document("Giấy chứng nhận kết hôn của cha, mẹ", "shown", false),
        ],
    };
    vec![
        procedure("khai-sinh", text("Đăng ký khai sinh", "Birth registration"), 0.0, Fee::Free),
        procedure(
            "ket-hon",
            text("Đăng ký kết hôn", "Marriage registration"),
            5.0,
            Fee::Fixed { vnd: 20_000 },
        ),
        procedure(
            "chung-thuc",
            text("Chứng thực bản sao từ bản chính", "Certified copies"),
            0.5,
            Fee::PerPage { vnd: 2_000, from_page: Some(3), then_vnd: Some(1_000), cap_vnd: Some(200_000) },
        ),
    ]
}
