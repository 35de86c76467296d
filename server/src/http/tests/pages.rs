//! Pages as a browser asks for them.
use std::sync::Arc;

use axum::http::{Request, header};
use serde_json::json;

use super::super::Parts;
use super::super::site::Site;
use super::hall::{Answer, Dressed, Hall, get, post};
use crate::accounts::Accounts;

fn assert_page(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert_eq!(answer.headers[header::REFERRER_POLICY], "no-referrer");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("style-src 'self'"), "{policy}");
}

#[tokio::test]
async fn the_code_on_the_paper_leads_to_the_ticket() {
    let hall = Hall::new();
    let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
    for path in [format!("/T/{token}"), format!("/t/{}", token.to_lowercase())] {
        let page = hall.get(&path).await;
        assert_page(&page, 200);
        assert!(page.text().contains("A001"));
        assert!(!page.text().to_uppercase().contains(&token), "a page must not repeat its token");
    }
    let english = get(&format!("/T/{token}")).header(header::ACCEPT_LANGUAGE, "en-GB,en;q=0.9").empty();
    assert!(hall.send(english).await.text().contains("lang=\"en\""));
    assert_page(&hall.get("/T/AAAAAAAAAAAAAAAAAAAAAAAAAA").await, 404);
    assert_page(&hall.get("/t/nonsense").await, 404);
    let style = hall.get("/assets/style.css").await;
    assert_eq!(style.headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
}

#[tokio::test]
async fn the_first_admin_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut code = String::new();
    let hall = Hall::with(|parts| {
        let accounts = Accounts::create(folder.path(), &parts.clock).unwrap();
        code = accounts.make_setup_code().unwrap().reveal().to_owned();
        Site::new(Parts { accounts: Arc::new(accounts), ..parts })
    });
    let path = format!("/setup/{code}");
    let send = async |body: &'static str| {
        let form = (header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        hall.send(Request::post(&path).header(form.0, form.1).body(body.into()).unwrap()).await
    };
    assert_page(&hall.get(&path).await, 200);
    assert_page(&hall.get("/setup/nonsense").await, 404);
    assert_page(&send("user=x&password=short").await, 422);
    assert_page(&send("user=chi.ha").await, 422);
    assert_page(&send("user=chi.ha&password=m%E1%BA%ADt+kh%E1%BA%A9u+1").await, 201);
    assert_page(&send("user=other&password=m%E1%BA%ADt+kh%E1%BA%A9u+1").await, 404);
    assert_page(&hall.get(&path).await, 404);
    let login = post("/api/v1/login").json(&json!({"user": "chi.ha", "password": "mật khẩu 1"}));
    assert_eq!(hall.send(login).await.status, 204);
}
