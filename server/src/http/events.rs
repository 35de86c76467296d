//! Event streams: whole messages, encoded once elsewhere, put in the order in which one follower needs them.
//! Nobody is waited for here: whoever reads too slowly is cut off and comes back.
mod device;
mod lookout;
mod office;
mod staff;
mod ticket;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;

use super::answers::Answered;
use super::callers::For;
use super::head::Head;
use super::site::Site;
use super::tokens;
use device::DeviceFollower;
use lookout::Lookout;
pub(crate) use office::OfficeFollower;
use staff::StaffFollower;
use ticket::TicketFollower;

/// A silent stream says this, so that both ends know that it lives: a comment (WHATWG HTML, section 9.2).
const ALIVE: Bytes = Bytes::from_static(b":\n\n");
/// How long a stream may be silent.
const SILENCE: Duration = Duration::from_secs(10);

/// Boards, calls and spoken notices of an office. Without `Last-Event-ID` it begins with a board; with one, with the
/// calls and notices missed since.
#[utoipa::path(get, path = "/api/v1/offices/{office}/events", tag = "public",
    params(("Last-Event-ID" = Option<String>, Header, description = "the last `id:` heard", pattern = "^[0-9]+$")),
    responses((status = 200, content_type = "text/event-stream", body = String,
        description = "`event: board` with a Board; `event: call` with a Call, `event: withdrawn` with a Withdrawn and \
            `event: notice` with a Notice (to be spoken), each once; all with `id:`, the log's sequence number")))]
pub(super) async fn office_events(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let last_id = head.last_event_id()?;
    let office = site.office(head.param("office"))?;
    let place = site.place("office")?;
    let follower = OfficeFollower::new(office.published(), last_id, site.stop.clone(), &site.clock, place);
    let messages = stream::unfold(follower, |mut follower| async {
        let message = follower.next().await?;
        Some((Ok::<_, Infallible>(message), follower))
    });
    Ok(streamed(Body::from_stream(messages)))
}

/// Every change of one's own ticket, its present state at once.
#[utoipa::path(get, path = "/api/v1/tickets/{token}/events", tag = "public",
    responses((status = 200, content_type = "text/event-stream", body = String,
        description = "each `data:` is a PublicTicket")))]
pub(super) async fn ticket_events(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let found = tokens::find(&site, &head).await?;
    let place = site.place("ticket")?;
    let messages = found.office.follow(head.param("token").to_ascii_uppercase()).await?;
    let follower = TicketFollower::new(messages, site.stop.clone(), place);
    let messages = stream::unfold(follower, |mut follower| async {
        let message = follower.next().await?;
        Some((Ok::<_, Infallible>(message), follower))
    });
    Ok(streamed(Body::from_stream(messages)))
}

/// What a device must hear of at once: `paused`, whether no numbers can be given, first and at every change;
/// `config`, the office has changed and is to be read again; `reprint`, a ticket to be printed once more. Whoever
/// connects reads the office first; reprints of the last 10 minutes that were not answered by `printed` are told.
#[utoipa::path(get, path = "/api/v1/offices/{office}/device/events", tag = "device", security(("device" = [])),
    params(("Last-Event-ID" = Option<String>, Header, description = "the last `id:` heard", pattern = "^[0-9]+$")),
    responses((status = 200, content_type = "text/event-stream", body = String,
        description = "`event: paused` with a Paused, `event: config` with `{}`, `event: reprint` with an IssuedTicket and `id:`")))]
pub(super) async fn device_events(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let last_id = head.last_event_id()?;
    let lookout = Lookout::new(site, head, For::Devices, "device")?;
    let follower = DeviceFollower::new(lookout, last_id).await?;
    let messages = stream::unfold(follower, |mut follower| async {
        let message = follower.next().await?;
        Some((Ok::<_, Infallible>(message), follower))
    });
    Ok(streamed(Body::from_stream(messages)))
}

/// The whole hall, at once and whenever something of it has changed.
#[utoipa::path(get, path = "/api/v1/offices/{office}/staff/events", tag = "staff", security(("staff" = [])),
    responses((status = 200, content_type = "text/event-stream", body = String,
        description = "`event: hall` with a HallNow, at most 4 a second")))]
pub(super) async fn staff_events(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let lookout = Lookout::new(site, head, For::Clerks, "staff")?;
    let follower = StaffFollower::new(lookout).await?;
    let messages = stream::unfold(follower, |mut follower| async {
        let message = follower.next().await?;
        Some((Ok::<_, Infallible>(message), follower))
    });
    Ok(streamed(Body::from_stream(messages)))
}

/// A whole message (WHATWG HTML, section 9.2). JSON has no line breaks.
fn message(event: &str, id: Option<u64>, value: &impl Serialize) -> Bytes {
    let json = serde_json::to_string(value).expect("what is told is plain data");
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    format!("event: {event}\n{id}data: {json}\n\n").into()
}

fn streamed(body: Body) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies such as nginx would hold messages back to fill their buffers.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}
