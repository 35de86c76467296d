//! Every route, under the name of its callers.
use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::encoded;
use super::site::Site;
use super::{
    device, events, health, holder, managers, manner, metrics, openapi, pages, pairing, public, sign_in,
    staff, tickets,
};

/// All routes with their manner.
pub(super) fn router(site: Arc<Site>) -> Router {
    let (api, described) = api().split_for_parts();
    let document = openapi::complete(described);
    let paths: BTreeSet<_> = document.paths().map(str::to_owned).collect();
    let ours = ["/healthz", "/readyz", "/metrics", OPENAPI, manner::NO_ROUTE].into_iter().chain(PAGES);
    let offices = site.offices.iter().map(|(code, _)| code);
    metrics::begin(paths.iter().map(String::as_str).chain(ours), offices);

    let document = document.bytes();
    let openapi = get(|| async move { encoded(document) });
    api.route(OPENAPI, openapi)
        .merge(browsers())
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::counted))
        .fallback(manner::unknown_path)
        .method_not_allowed_fallback(manner::wrong_method)
        .layer(CatchPanicLayer::custom(manner::panicked))
        .layer(axum::middleware::from_fn_with_state(site.clone(), manner::around))
        .with_state(site)
}

const OPENAPI: &str = "/api/v1/openapi.json";
const PAGES: [&str; 4] = ["/t/{token}", "/T/{token}", "/setup/{code}", "/assets/style.css"];

fn api() -> OpenApiRouter<Arc<Site>> {
    OpenApiRouter::new().merge(public()).merge(devices()).merge(people())
}

fn public() -> OpenApiRouter<Arc<Site>> {
    OpenApiRouter::new()
        .routes(routes!(public::offices))
        .routes(routes!(public::office))
        .routes(routes!(public::services))
        .routes(routes!(public::procedures))
        .routes(routes!(public::board))
        .routes(routes!(events::office_events))
        .routes(routes!(public::ticket))
        .routes(routes!(events::ticket_events))
        .routes(routes!(holder::cancel_own))
        .routes(routes!(holder::put_later))
        .routes(routes!(holder::return_own))
        .routes(routes!(holder::rate))
}

fn devices() -> OpenApiRouter<Arc<Site>> {
    OpenApiRouter::new()
        .routes(routes!(device::issue))
        .routes(routes!(device::printed))
        .routes(routes!(tickets::change_priority))
        .routes(routes!(device::heartbeat))
        .routes(routes!(device::call_help))
        .routes(routes!(events::device_events))
        .routes(routes!(pairing::ask_to_pair))
        .routes(routes!(pairing::pairing))
}

fn people() -> OpenApiRouter<Arc<Site>> {
    OpenApiRouter::new()
        .routes(routes!(sign_in::login))
        .routes(routes!(sign_in::logout))
        .routes(routes!(sign_in::me))
        .routes(routes!(staff::counters))
        .routes(routes!(staff::counter))
        .routes(routes!(events::staff_events))
        .routes(routes!(staff::open))
        .routes(routes!(staff::pause))
        .routes(routes!(staff::close))
        .routes(routes!(staff::next))
        .routes(routes!(staff::recall))
        .routes(routes!(staff::start))
        .routes(routes!(staff::finish))
        .routes(routes!(staff::no_show))
        .routes(routes!(staff::call))
        .routes(routes!(staff::serve))
        .routes(routes!(staff::hold))
        .routes(routes!(staff::resume))
        .routes(routes!(staff::transfer))
        .routes(routes!(staff::undo))
        .routes(routes!(tickets::take_back))
        .routes(routes!(tickets::cancel))
        .routes(routes!(tickets::reprint))
        .routes(routes!(pairing::pairings))
        .routes(routes!(pairing::approve))
        .routes(routes!(managers::open_day))
        .routes(routes!(managers::close_day))
        .routes(routes!(managers::notice))
        .routes(routes!(managers::stop_service))
        .routes(routes!(managers::resume_service))
        .routes(routes!(managers::counter_services))
}

fn browsers() -> Router<Arc<Site>> {
    let [ticket, upper_case, setup, style] = PAGES;
    Router::new()
        .route(ticket, get(pages::ticket))
        .route(upper_case, get(pages::ticket))
        .route(setup, get(pages::setup).post(pages::set_up))
        .route(style, get(pages::style))
}
