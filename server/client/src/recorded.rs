//! A recorded event stream, heard as a follower would hear it: without a server, and without coming back.
use std::convert::Infallible;
use std::sync::LazyLock;
use std::time::Duration;

use futures_util::stream;
use http_body_util::StreamBody;
use hyper::Uri;
use hyper::body::{Bytes, Frame};

use crate::follow::{Follower, Message, News};
use crate::reading::Reading;
use crate::{Address, Patience, Server};

/// Where a follower would go after the loss, but nobody asks it to. Made once, which takes longer than most replays.
static NOWHERE: LazyLock<Server> = LazyLock::new(|| {
    let nowhere: Address = "http://127.0.0.1".parse().expect("it is an address");
    Server::new(nowhere, Patience::default())
});

/// All that a follower hears of a stream that comes in these pieces, up to the loss at its end.
pub async fn replay<M: Message>(pieces: Vec<Vec<u8>>) -> Vec<News<M>> {
    let pieces = pieces.into_iter().map(|piece| Ok::<_, Infallible>(Frame::data(Bytes::from(piece))));
    let reading = Reading::new(StreamBody::new(stream::iter(pieces)), Duration::MAX);
    let mut follower = Follower::of_reading(NOWHERE.clone(), Uri::from_static("/"), reading);
    let mut heard = Vec::new();
    loop {
        let news = follower.next().await;
        let is_loss = matches!(news, News::Lost(_) | News::Refused(_));
        heard.push(news);
        if is_loss {
            return heard;
        }
    }
}
