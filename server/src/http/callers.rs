//! Who sent a request, and whether they may do what its route does: 401 first, then 403, then 404 of the office.
use axum::http::{HeaderMap, header};
use protocol::{Code, Role};
use queue::{Actor, Caller, Standing};

use super::cookie;
use super::head::Head;
use super::origin;
use super::problem::No;
use super::site::Site;
use crate::accounts::{Device, Staff};
use crate::office::Office;

/// Whom a route is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// Kiosks.
    Kiosks,
    /// Kiosks, and whoever may act at a counter.
    KiosksAndClerks,
    /// Kiosks and displays.
    Devices,
    /// Whoever may act at a counter.
    Clerks,
    /// Whoever runs the hall.
    Managers,
}

/// Whoever sent a request.
pub(super) enum Sender {
    /// A kiosk or a display.
    Device(Device),
    /// A person.
    Staff(Staff),
}

/// The office a request is about, and the caller who may act in it.
pub(super) struct Desk {
    pub(super) office: Office,
    pub(super) caller: Caller,
    /// Whose idempotency keys are meant.
    pub(super) owner: String,
}

impl Site {
    /// The office that the path names, for a caller whom the route is for.
    pub(super) fn desk(&self, head: &Head, whom: For) -> Result<Desk, No> {
        let (_, desk) = self.admitted(head, whom)?;
        Ok(desk)
    }

    /// The device behind a request about its own office.
    pub(super) fn device(&self, head: &Head) -> Result<Device, No> {
        match self.admitted(head, For::Devices)? {
            (Sender::Device(device), _) => Ok(device),
            (Sender::Staff(_), _) => Err(forbidden("only a device may do this")),
        }
    }

    /// The person behind a request.
    pub(super) fn staff(&self, head: &Head) -> Result<Staff, No> {
        match self.sender(head)? {
            Sender::Staff(staff) => Ok(staff),
            Sender::Device(_) => Err(forbidden("only staff may do this")),
        }
    }

    /// The administrator behind a request.
    pub(super) fn admin(&self, head: &Head) -> Result<Staff, No> {
        let staff = self.staff(head)?;
        if staff.role == Role::Admin { Ok(staff) } else { Err(forbidden("only an admin may do this")) }
    }

    /// Whether these are of a known device or of somebody signed in, whom a crowd behind the same address does not shut
    /// out.
    pub(super) fn knows(&self, headers: &HeaderMap) -> bool {
        let device = bearer(headers).map(|key| self.accounts.device(key).map(|device| device.is_some()));
        let session = || cookie::session(headers).map(|cookie| Ok(self.accounts.session(cookie)?.is_some()));
        device.or_else(session).is_some_and(|known| known.unwrap_or(false))
    }

    fn admitted(&self, head: &Head, whom: For) -> Result<(Sender, Desk), No> {
        let sender = self.sender(head)?;
        let caller = sender.caller(whom).ok_or_else(|| forbidden("this is not for you to do"))?;
        let code = head.param("office");
        // An office that isn't there is no secret: anybody may list them.
        if self.offices.get(code).is_some() && !sender.is_of(code) {
            return Err(forbidden("you belong to another office"));
        }
        let owner = sender.owner();
        Ok((sender, Desk { office: self.office(code)?, caller, owner }))
    }

    fn sender(&self, head: &Head) -> Result<Sender, No> {
        let sender = match bearer(&head.headers) {
            Some(key) => self.accounts.device(key)?.map(Sender::Device),
            None => match cookie::session(&head.headers) {
                Some(session) => self.accounts.session(session)?.map(Sender::Staff),
                None => None,
            },
        };
        let sender = sender.ok_or_else(unauthenticated)?;
        origin::check(head, self.public_url.as_ref())?;
        Ok(sender)
    }
}

impl Sender {
    /// Who acts with what right, when the route is for them.
    fn caller(&self, whom: For) -> Option<Caller> {
        match self {
            Self::Device(device) => {
                let kiosk = device.kind == protocol::DeviceKind::Kiosk;
                let allowed = match whom {
                    For::Kiosks | For::KiosksAndClerks => kiosk,
                    For::Devices => true,
                    For::Clerks | For::Managers => false,
                };
                let actor = Actor::Device(device.name.clone());
                allowed.then_some(Caller { actor, standing: Standing::Device })
            }
            Self::Staff(staff) => {
                let allowed = match whom {
                    For::Kiosks | For::Devices => false,
                    For::KiosksAndClerks | For::Clerks => true,
                    For::Managers => staff.role >= Role::Manager,
                };
                let standing = match staff.role {
                    Role::Clerk => Standing::Clerk,
                    Role::Manager | Role::Admin => Standing::Manager,
                };
                allowed.then_some(Caller { actor: Actor::Account(staff.user.clone()), standing })
            }
        }
    }

    fn owner(&self) -> String {
        match self {
            Self::Device(device) => device_owner(device),
            Self::Staff(staff) => staff_owner(staff),
        }
    }

    fn is_of(&self, office: &str) -> bool {
        match self {
            Self::Device(device) => device.office == office,
            Self::Staff(staff) => {
                staff.role == Role::Admin || staff.offices.iter().any(|code| code == office)
            }
        }
    }
}

/// Whose keys are a device's: by its row, since another may come to have its name.
pub(super) fn device_owner(device: &Device) -> String {
    format!("device:{}", device.id)
}

/// Whose keys are a person's.
pub(super) fn staff_owner(staff: &Staff) -> String {
    format!("account:{}", staff.user)
}

/// The key of a device. Other schemes are not ours: a proxy in front may have its own.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

pub(super) fn unauthenticated() -> No {
    No::new(Code::Unauthenticated, "a device's key or a session is needed")
}

fn forbidden(detail: &str) -> No {
    No::new(Code::Forbidden, detail)
}
