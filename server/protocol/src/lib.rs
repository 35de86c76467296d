//! What crosses the network between server, kiosk, display and pages: serde types, and nothing else.
//! No clock, no IO, and no decision is made here.
// The schemas that utoipa derives name `std`; without them the crate needs only `alloc`.
#![cfg_attr(not(feature = "openapi"), no_std)]
extern crate alloc;

mod board;
mod device;
mod hall;
mod moment;
mod office;
mod pairing;
mod problem;
mod staff;
mod text;
mod ticket;

pub use board::{Board, BoardCall, BoardCounter, BoardMissed, BoardWaiting, Call, Notice, Withdrawn};
pub use device::{DeviceKind, Heartbeat, IssueRequest, IssuedTicket, Paused, PrintProblem, Printed};
pub use hall::{Alarm, HallDevice, HallLine, HallNow, HelpCall};
pub use moment::{Moment, MomentError};
pub use office::{
    Document, Fee, NamedCounter, NamedPriority, Office, OfficeService, OfficeSummary, Procedure, ServiceNow,
    Session, Stop, TermUnit, Wifi,
};
pub use pairing::{ApprovedDevice, PairRequest, PairedDevice, Pairing, WaitingDevice};
pub use problem::{Code, FieldError, Problem};
pub use staff::{
    CounterDetail, CounterState, CounterSummary, LineTicket, Me, Next, Role, Rule, StaffTicket, UndoNow, Why,
};
pub use text::Text;
pub use ticket::{Estimate, PublicTicket, TicketState};
