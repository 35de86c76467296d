//! The line to the server: whether it is reached and believed, knows the office and the key, and how far the clocks
//! are apart.
use client::{Address, Away, Device, Failure, News, Patience, Server};
use protocol::{Code, Moment, Office};

use super::Check;

/// Further apart, the clocks are worth a word: certificates are judged by this machine's, logs are read by it.
const APART_S_MAX: u64 = 60;

/// What is known of the line.
pub struct Line<'a> {
    /// Where the server is.
    pub server: &'a Address,
    /// The office's code, where one is known.
    pub office: Option<&'a str>,
    /// The machine's key, where it has one.
    pub key: Option<&'a str>,
    /// Whether it can't do without.
    pub needs_key: bool,
    /// This machine's clock, milliseconds since 1970.
    pub wall_ms: i64,
}

impl Check<'_> {
    /// Looks at the line; gives the office if the server tells of it.
    ///
    /// # Errors
    /// When there can be no network thread at all.
    pub fn line(&mut self, line: &Line<'_>) -> std::io::Result<Option<Office>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(runtime.block_on(self.ask(line)))
    }

    async fn ask(&mut self, line: &Line<'_>) -> Option<Office> {
        let address = line.server.to_string();
        let server = Server::new(line.server.clone(), Patience::default());
        let offices = match server.offices().await {
            Ok(offices) => offices,
            Err(failure) => {
                let word = match &failure {
                    Failure::Away(Away::Untrusted(_)) => "check-server-untrusted",
                    Failure::Away(_) | Failure::Busy { .. } | Failure::Refused(_) => "check-server-away",
                };
                let why = failure.to_string();
                self.wrong(word, &[("server", (&address).into()), ("why", (&why).into())]);
                return None;
            }
        };
        self.well("check-server-ok", &[("server", (&address).into())]);
        let secure = address.starts_with("https:");
        self.well(if secure { "check-secure-ok" } else { "check-secure-plain" }, &[]);
        let codes: Vec<String> = offices.into_iter().map(|office| office.code).collect();
        let Some(code) = line.office else {
            // Which office, and so all else, is decided with the approval.
            self.wrong("check-key-none", &[]);
            return None;
        };
        let office = self.office(&server, code, &codes).await;
        if let Some(office) = &office {
            self.clock(office.now, line.wall_ms);
            self.key(&server, line).await;
        }
        office
    }

    async fn office(&mut self, server: &Server, code: &str, codes: &[String]) -> Option<Office> {
        match server.office(code).await {
            Ok(office) => {
                let name = self.words().choose(&office.name).to_owned();
                self.well("check-office-ok", &[("office", code.into()), ("name", (&name).into())]);
                Some(office)
            }
            Err(Failure::Refused(problem)) if problem.code == Code::UnknownOffice => {
                let offices = codes.join(", ");
                let values = [("office", code.into()), ("offices", (&offices).into())];
                self.wrong("check-office-unknown", &values);
                None
            }
            Err(failure) => {
                let why = failure.to_string();
                self.wrong("check-office-unheard", &[("office", code.into()), ("why", (&why).into())]);
                None
            }
        }
    }

    fn clock(&mut self, server: Moment, wall_ms: i64) {
        let apart_s = server.at_ms().abs_diff(wall_ms) / 1000;
        let seconds = i64::try_from(apart_s).unwrap_or(i64::MAX);
        let values = [("seconds", seconds.into())];
        if apart_s > APART_S_MAX {
            self.wrong("check-clock-off", &values);
        } else {
            self.well("check-clock-ok", &values);
        }
    }

    /// A key is tried by the device's own stream, which nobody else is told of.
    async fn key(&mut self, server: &Server, line: &Line<'_>) {
        let (Some(office), Some(key)) = (line.office, line.key) else {
            return if line.needs_key {
                self.wrong("check-key-none", &[]);
            } else {
                self.well("check-key-public", &[]);
            };
        };
        let Some(device) = Device::new(server.clone(), office, key) else {
            return self.wrong("check-key-refused", &[]);
        };
        match device.events(0).next().await {
            News::Connected | News::Message(_) => self.well("check-key-ok", &[]),
            News::Refused(problem) if matches!(problem.code, Code::Unauthenticated | Code::Forbidden) => {
                self.wrong("check-key-refused", &[]);
            }
            News::Refused(problem) => self.wrong("check-key-unheard", &[("why", (&problem.detail).into())]),
            News::Lost(failure) => {
                let why = failure.to_string();
                self.wrong("check-key-unheard", &[("why", (&why).into())]);
            }
        }
    }
}
