//! The network beside a program that is not async, such as one that draws windows: a thread with its own
//! runtime to give work to, and mailboxes that carry the results back and wake the program.
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::{Follower, Message, News};

/// A thread that runs what it is given until this is dropped; unfinished work is then given up.
pub struct Background {
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Carries messages to a program's own thread and wakes it.
pub struct Mailbox<M> {
    sender: Sender<M>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Background {
    /// Starts the thread under a name.
    pub fn start(name: &str) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let run = move || {
            // Ends when the sender is dropped, too.
            let _ = runtime.block_on(stopped);
            runtime.shutdown_background();
        };
        let thread = std::thread::Builder::new().name(name.into()).spawn(run)?;
        Ok(Self { runtime: handle, stop: Some(stop), thread: Some(thread) })
    }

    /// Gives it something to do; what comes of it goes through a [`Mailbox`].
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.runtime.spawn(work);
    }

    /// Follows an event stream as long as the thread lives.
    pub fn follow<M, B>(&self, mut follower: Follower<M>, mailbox: Mailbox<B>, wrap: fn(News<M>) -> B)
    where
        M: Message + Send + 'static,
        B: Send + 'static,
    {
        self.spawn(async move { while mailbox.post(wrap(follower.next().await)) {} });
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It waits for nothing, so this is short; a panic in it was already told.
            let _ = thread.join();
        }
    }
}

impl<M> Mailbox<M> {
    /// A mailbox that puts messages into `sender` and calls `wake` after each.
    pub fn new(sender: Sender<M>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self { sender, wake: Arc::new(wake) }
    }

    /// Puts a message in; `false` when nobody reads any more.
    pub fn post(&self, message: M) -> bool {
        let taken = self.sender.send(message).is_ok();
        if taken {
            (self.wake)();
        }
        taken
    }
}

impl<M> Clone for Mailbox<M> {
    fn clone(&self) -> Self {
        Self { sender: self.sender.clone(), wake: Arc::clone(&self.wake) }
    }
}
