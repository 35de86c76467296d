//! How kiosk, display, demo and tests speak to the server: typed calls over HTTP, event streams that
//! reconnect by themselves, and a background thread for programs that are not async. It decides nothing
//! about the hall.
mod address;
mod background;
mod backoff;
mod device;
mod exchange;
mod failure;
mod follow;
mod log;
mod pairing;
mod public;
mod reading;
mod recorded;
mod staff;
mod trust;

pub use address::{Address, AddressError};
pub use background::{Background, Mailbox};
pub use backoff::Backoff;
pub use device::Device;
pub use exchange::Patience;
pub use failure::{Away, Failure};
pub use follow::{DeviceMessage, Follower, Message, News, OfficeMessage};
pub use log::{KeyLog, LineLog};
pub use public::Server;
pub use recorded::replay;
pub use staff::{Act, Counter, Staff};
