//! The bytes of one event stream as messages. A stream that is silent for too long, or sends one message
//! without end, is an error like any other.
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::{Stream, StreamExt, stream};
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes};
use sse_stream::{Sse, SseByteStream};
use tokio::time::timeout;

use crate::Away;
use crate::exchange::with_causes;

/// No message of ours is larger.
const MESSAGE_BYTES_MAX: usize = 1 << 20;
/// Read at once, so that many small messages which come together are not taken for a large one.
const PIECE_BYTES_MAX: usize = 16 << 10;

/// Messages of one connection.
pub(crate) struct Reading {
    messages: Pin<Box<dyn Stream<Item = Result<Sse, sse_stream::Error>> + Send>>,
    /// Bytes since the last message.
    unread: Arc<AtomicUsize>,
}

/// The error that `sse_stream` carries through from our own byte stream.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Broken(Away);

impl Reading {
    /// Reads a body that says something at least once in `silence`; a comment is enough.
    pub(crate) fn new<B>(body: B, silence: Duration) -> Self
    where
        B: Body<Data = Bytes, Error: Error + 'static> + Send + Unpin + 'static,
    {
        let unread = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&unread);
        let bytes = stream::unfold((body, Bytes::new()), move |(mut body, mut rest)| {
            let counted = Arc::clone(&counted);
            async move {
                let piece = piece(&mut body, &mut rest, silence).await?;
                let piece = piece.and_then(|piece| {
                    let unread = counted.fetch_add(piece.len(), Ordering::Relaxed) + piece.len();
                    let endless = || Away::Garbage("a message of the event stream is too long".into());
                    if unread > MESSAGE_BYTES_MAX { Err(endless()) } else { Ok(piece) }
                });
                Some((piece.map_err(Broken), (body, rest)))
            }
        });
        Self { messages: Box::pin(SseByteStream::new(Box::pin(bytes))), unread }
    }

    /// The next message; never one that was not whole. May be dropped and asked again.
    pub(crate) async fn next(&mut self) -> Result<Sse, Away> {
        let message = self.messages.next().await;
        self.unread.store(0, Ordering::Relaxed);
        match message {
            Some(Ok(message)) => Ok(message),
            Some(Err(error)) => Err(away(error)),
            None => Err(Away::Cut("the server ended the event stream".into())),
        }
    }
}

/// A part of the next bytes; `None` at the end.
async fn piece<B>(body: &mut B, rest: &mut Bytes, silence: Duration) -> Option<Result<Bytes, Away>>
where
    B: Body<Data = Bytes, Error: Error + 'static> + Unpin,
{
    if rest.is_empty() {
        match chunk(body, silence).await? {
            Ok(chunk) => *rest = chunk,
            Err(away) => return Some(Err(away)),
        }
    }
    Some(Ok(rest.split_to(rest.len().min(PIECE_BYTES_MAX))))
}

/// The next bytes; `None` at the end.
async fn chunk<B>(body: &mut B, silence: Duration) -> Option<Result<Bytes, Away>>
where
    B: Body<Data = Bytes, Error: Error + 'static> + Unpin,
{
    loop {
        let Ok(frame) = timeout(silence, body.frame()).await else {
            return Some(Err(Away::TimedOut(silence)));
        };
        match frame? {
            Ok(frame) => match frame.into_data() {
                Ok(data) => return Some(Ok(data)),
                Err(_trailers) => {}
            },
            Err(error) => return Some(Err(Away::Cut(with_causes(&error)))),
        }
    }
}

fn away(error: sse_stream::Error) -> Away {
    match error {
        sse_stream::Error::Body(cause) => match cause.downcast::<Broken>() {
            Ok(broken) => broken.0,
            Err(other) => Away::Cut(other.to_string()),
        },
        other => Away::Garbage(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use http_body_util::StreamBody;
    use hyper::body::Frame;
    use proptest::prelude::*;
    use proptest::sample::select;
    use tokio::time::sleep;

    use super::*;

    const SILENCE: Duration = Duration::from_secs(40);

    /// A body that sends each text after a pause, then stays silent.
    fn reading(texts: Vec<(u64, String)>) -> Reading {
        let texts = stream::iter(texts).then(|(pause_s, text)| async move {
            sleep(Duration::from_secs(pause_s)).await;
            Ok::<_, Infallible>(Frame::data(Bytes::from(text)))
        });
        Reading::new(StreamBody::new(Box::pin(texts.chain(stream::pending()))), SILENCE)
    }

    #[tokio::test(start_paused = true)]
    async fn a_comment_is_a_sign_of_life_and_silence_is_a_lost_stream() {
        let mut texts: Vec<_> = (0..6).map(|_| (15, ": here\n\n".to_string())).collect();
        texts.push((39, "data: late\n\n".into()));
        let mut reading = reading(texts);
        assert_eq!(reading.next().await.unwrap().data.as_deref(), Some("late"));
        assert_eq!(reading.next().await, Err(Away::TimedOut(SILENCE)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// However an endless message is written and cut, no more of it is taken in than a message may have.
        #[test]
        fn what_does_not_end_is_given_up(
            line in select(vec!["x", "data: x\n", ": x\n", "data: ", "event: x\r", "x\u{0}\r\n"]),
            sizes in prop::collection::vec(100_usize..200_000, 1..20),
        ) {
            let taken = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&taken);
            let pieces = stream::iter(sizes.into_iter().cycle()).map(move |size| {
                counted.fetch_add(size, Ordering::Relaxed);
                let piece = line.repeat(size.div_ceil(line.len()));
                Ok::<_, Infallible>(Frame::data(Bytes::from(piece[..size].to_owned())))
            });
            let mut reading = Reading::new(StreamBody::new(pieces), SILENCE);
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let end = runtime.block_on(reading.next());
            prop_assert!(matches!(end, Err(Away::Garbage(_))), "{end:?}");
            prop_assert!(taken.load(Ordering::Relaxed) <= MESSAGE_BYTES_MAX + 200_000);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_message_may_come_in_pieces_but_not_without_end() {
        let mut whole =
            reading(vec![(0, "id: 7\neve".into()), (20, "nt: call\ndata: {".into()), (20, "}\n\n".into())]);
        let message = whole.next().await.unwrap();
        assert_eq!((message.id.as_deref(), message.event.as_deref()), (Some("7"), Some("call")));
        let mut endless = reading((0..20).map(|_| (0, "x".repeat(100_000))).collect());
        assert!(matches!(endless.next().await, Err(Away::Garbage(_))));
        let many: Vec<_> = (0..20).map(|_| (0, format!("data: {}\n\n", "x".repeat(100_000)))).collect();
        let mut many = reading(many);
        for _ in 0..20 {
            many.next().await.unwrap();
        }
    }
}
