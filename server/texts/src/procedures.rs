//! Phrases about procedures: how long one takes, what it costs, and in which form a paper is brought.
use protocol::{Document, Fee, Procedure, TermUnit};

use crate::Words;

impl Words<'_> {
    /// A procedure's term: "trong ngày", "nửa ngày làm việc", "5 ngày làm việc", "30 ngày".
    pub fn term(&self, procedure: &Procedure) -> String {
        let days = procedure.days;
        if days <= 0.0 {
            return match &procedure.same_day_until {
                Some(time) => self.fill("term-same-day-until", &[("time", time.into())]),
                None => self.get("term-same-day"),
            };
        }
        // Up, so that nobody comes in vain.
        let whole = [("days", (days.ceil() as u32).into())];
        match procedure.unit {
            TermUnit::Working if days < 1.0 => self.get("term-half-day"),
            TermUnit::Working => self.fill("term-days", &whole),
            TermUnit::Calendar => self.fill("term-calendar-days", &whole),
        }
    }

    /// What a procedure costs: "miễn phí", "8.000 đồng", "2.000 đồng một trang, …".
    pub fn fee(&self, fee: &Fee) -> String {
        match fee {
            Fee::Free | Fee::Fixed { vnd: 0 } => self.get("fee-free"),
            Fee::Fixed { vnd } => self.dong("fee-fixed", *vnd),
            Fee::PerCopy { vnd } => self.dong("fee-per-copy", *vnd),
            Fee::PerPage { vnd, from_page, then_vnd, cap_vnd } => {
                let mut said = self.dong("fee-per-page", *vnd);
                if let (Some(page), Some(then)) = (from_page, then_vnd) {
                    let sum = self.sum(*then);
                    let then =
                        self.fill("fee-from-page", &[("page", (*page).into()), ("sum", (&sum).into())]);
                    said = format!("{said}, {then}");
                }
                match cap_vnd {
                    Some(cap) => format!("{said}, {}", self.dong("fee-cap", *cap)),
                    None => said,
                }
            }
        }
    }

    /// How a paper is brought, "2 × bản chụp, nếu có"; a kind that has no word is told as it is.
    pub fn document(&self, document: &Document) -> String {
        let kind = match document.kind.as_str() {
            "original" => self.get("document-original"),
            "certified" => self.get("document-certified"),
            "copy" => self.get("document-copy"),
            "form" => self.get("document-form"),
            "shown" => self.get("document-shown"),
            other => other.into(),
        };
        let count = if document.count > 1 { format!("{} × ", document.count) } else { String::new() };
        let condition =
            if document.required { String::new() } else { format!(", {}", self.get("document-if-any")) };
        format!("{count}{kind}{condition}")
    }

    fn dong(&self, word: &str, vnd: u64) -> String {
        let sum = self.sum(vnd);
        self.fill(word, &[("sum", (&sum).into())])
    }

    /// A sum with its thousands apart, as this language writes them: "200.000".
    fn sum(&self, vnd: u64) -> String {
        let digits = vnd.to_string();
        let mark = self.get("thousands");
        let mut sum = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                sum.push_str(&mark);
            }
            sum.push(digit);
        }
        sum
    }
}
