//! How a new device comes to its key, as it asks for it, and as an administrator approves.
use hyper::{Method, StatusCode};
use protocol::{ApprovedDevice, PairRequest, PairedDevice, Pairing, WaitingDevice};
use serde_json::json;

use crate::public::bare;
use crate::{Failure, Server, Staff};

impl Server {
    /// Asks to be made known; the code of the answer is to be shown to whoever approves.
    pub async fn ask_to_pair(&self, request: &PairRequest) -> Result<Pairing, Failure> {
        self.send(&["pair"], Vec::new(), request).await?.json()
    }

    /// Asks whether the device with this secret was approved; nothing while it waits. Its key comes once. When it
    /// has waited for ten minutes, or has its key, it is refused as unknown.
    pub async fn paired(&self, pairing: &str) -> Result<Option<PairedDevice>, Failure> {
        let request = bare(Method::GET, self.address.api(&["pair", pairing]));
        let answer = self.exchange.ask(request).await?;
        if answer.status == StatusCode::ACCEPTED { Ok(None) } else { answer.json().map(Some) }
    }
}

impl Staff {
    /// The devices that wait for approval, for administrators.
    pub async fn pairings(&self) -> Result<Vec<WaitingDevice>, Failure> {
        self.read(&["pairings"]).await
    }

    /// Approves the device that shows this code, for an office, and under another name if one is given. The same
    /// `key` with the same approval counts once.
    pub async fn approve(
        &self,
        code: &str,
        office: &str,
        name: Option<&str>,
        key: Option<&str>,
    ) -> Result<ApprovedDevice, Failure> {
        let body = json!({"office": office, "name": name});
        self.send(&["pairings", code, "approve"], key, &body).await?.json()
    }
}
