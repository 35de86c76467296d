//! `report` in its three formats.
use serde_json::Value;

use super::verifying::lived;
use super::*;

fn report(flags: &str) -> Done {
    lived().run(&format!(
        "report --data DATA --office test --kind visits --from 2026-11-23 --to 2026-11-24{flags}"
    ))
}

#[test]
fn as_text_every_figure_has_its_definition_beside_it() {
    let done = report("");
    check(
        &done,
        0,
        "Each figure has its definition beside it; `server report --help` shows the other formats.",
    );
    for line in [
        "Visits of Test (test), 2026-11-23 to 2026-11-24",
        "The server was at work whenever a day was open.",
        "issued           6        numbers taken or given, persons served without one included",
        "wait_median      0:00     half of the waits were at most this long",
        "wait_p90         5:00     9 in 10 waits were at most this long",
        "abandonment      33.3 %   (cancelled + no-shows + expired) / issued",
        "1        5       3       0        1:45       1:00          9:00          55.6 %     20.0",
        "8     6       3       0        33.3 %       1:45       5:00      100.0 %        1:00",
    ] {
        assert!(done.output.lines().any(|found| found == line), "{line}\n{}", done.output);
    }
}

#[test]
fn as_csv_one_figure_stands_in_a_row() {
    let output = report(" --format csv").output;
    assert!(output.ends_with("\r\n") && output.lines().count() == 1 + 7 * 32, "{output}");
    for line in [
        "group,key,figure,value,unit,definition",
        "all,,wait_p90_s,300,seconds,9 in 10 waits were at most this long",
        "service,A,no_show_rate,0,share,no-shows / called",
        "service,B,no_show_rate,,share,no-shows / called",
        "all,,unfinished,0,count,\"of these, ended by nobody but the day's end\"",
        "counter,1,occupancy,0.556,share,time with a person called or served / open time",
    ] {
        assert!(output.lines().any(|found| found == line), "{line}\n{output}");
    }
}

#[test]
fn as_json_it_is_one_object() {
    let json: Value = serde_json::from_str(&report(" --format json").output).unwrap();
    assert_eq!(
        (&json["office"], &json["from"], &json["to"]),
        (&"test".into(), &"2026-11-23".into(), &"2026-11-24".into())
    );
    assert_eq!(json["wait_target_s"], 900);
    assert_eq!((&json["all"]["issued"], &json["all"]["abandonment"]), (&6.into(), &0.333.into()));
    assert_eq!(
        (&json["services"][1]["service"], &json["services"][1]["wait_mean_s"]),
        (&"B".into(), &Value::Null)
    );
    assert_eq!(
        (&json["counters"][0]["counter"], &json["counters"][0]["busy_s"]),
        (&"1".into(), &Value::Null)
    );
    assert_eq!(json["hours"][0]["hour"], 8);
    let definition = &json["definitions"]["no_show_rate"];
    assert_eq!(
        (&definition["unit"], &definition["definition"]),
        (&"share".into(), &"no-shows / called".into())
    );
}

#[test]
fn outages_are_listed() {
    let desk = lived();
    desk.change("insert into outage values (1795395660000, 1795395690000)");
    let report = "report --data DATA --office test --kind visits --from 2026-11-23 --to 2026-11-23 --format";
    let text = desk.run(&format!("{report} text")).output;
    assert!(text.contains("\n  2026-11-23T08:01:00+07:00 to 2026-11-23T08:01:30+07:00\n"), "{text}");
    let csv = desk.run(&format!("{report} csv")).output;
    assert!(
        csv.contains("\noutage,2026-11-23T08:01:00+07:00/2026-11-23T08:01:30+07:00,outage_s,30,seconds,"),
        "{csv}"
    );
    let json: Value = serde_json::from_str(&desk.run(&format!("{report} json")).output).unwrap();
    assert_eq!(json["outages"][0]["to"], "2026-11-23T08:01:30+07:00");
}

#[test]
fn a_wrong_call_says_what_to_do() {
    let desk = Desk::with_office();
    let report = "report --data DATA --office tay-ninh --kind visits --from 2026-11-24 --to 2026-11-23";
    check(
        &desk.run(report),
        2,
        "error: 2026-11-24 is after 2026-11-23: give the first day as --from and the last as --to",
    );
    assert_eq!(desk.run(&report.replace("tay-ninh", "nowhere")).code, 2);
}
