//! Whatever people do: nothing of what is public has a token in it, a name, a free text, a procedure, or the reason of
//! a priority or a pause.
use axum::body::Bytes;
use proptest::prelude::*;
use tokio::sync::mpsc;

use super::lives::{MARK, Step, life, live};
use super::*;

/// Everything that an office has made public, and the tokens that may not be in it.
#[derive(Default)]
struct Heard {
    tokens: Vec<String>,
    /// What followers of tickets hear.
    phones: Vec<mpsc::Receiver<Bytes>>,
    /// How much was looked at.
    messages: usize,
}

impl Heard {
    async fn listen(&mut self, office: &Office, answer: Option<Answer>) {
        if let Some(Answer { reply: Reply::Issued(issued), .. }) = answer {
            self.phones.extend(office.follow(issued.token.clone()).await);
            self.tokens.push(issued.token);
        }
        // What was asked for is answered when everything before it is public.
        for json in office.read(public).await.unwrap() {
            self.look_at(json.as_bytes());
        }
        let published = office.published().borrow().clone();
        let calls = published.calls.iter().map(|call| &call.message);
        for bytes in [&published.board_json, &published.board].into_iter().chain(calls) {
            self.look_at(bytes);
        }
        let told: Vec<_> = self.phones.iter_mut().flat_map(|phone| phone.try_recv()).collect();
        told.iter().for_each(|bytes| self.look_at(bytes));
    }

    fn look_at(&mut self, bytes: &[u8]) {
        self.messages += 1;
        let text = std::str::from_utf8(bytes).unwrap().to_lowercase();
        assert!(!text.contains(MARK), "{text}");
        let secret = self.tokens.iter().find(|token| text.contains(&token.to_lowercase()));
        assert_eq!(secret, None, "{text}");
    }
}

/// What anybody may ask for. That there are groups with a priority is no secret, nor is the catalogue.
fn public(view: &View<'_>) -> Vec<String> {
    let office = protocol::Office { priority: Vec::new(), ..view.office() };
    let tickets = view.hall.day().into_iter().flat_map(|day| day.tickets());
    let tickets = tickets.filter_map(|ticket| view.public_ticket(ticket.number));
    let mut texts: Vec<_> = tickets.map(|ticket| serde_json::to_string(&ticket).unwrap()).collect();
    texts.push(serde_json::to_string(&office).unwrap());
    texts.push(serde_json::to_string(&view.services()).unwrap());
    texts.push(serde_json::to_string(&view.summary()).unwrap());
    texts
}

fn heard(life: Vec<Step>) -> Heard {
    let mut heard = Heard::default();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        live(life, async |office, answer| heard.listen(office, answer).await).await;
        for mut phone in std::mem::take(&mut heard.phones) {
            while let Some(bytes) = phone.recv().await {
                heard.look_at(&bytes);
            }
        }
    });
    heard
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_public_feed_has_no_secret_in_it(life in life()) {
        let steps = life.len();
        prop_assert!(heard(life).messages >= steps * 4);
    }
}
