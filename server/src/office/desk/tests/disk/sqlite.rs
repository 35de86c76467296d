//! The disk as SQLite calls for it.
use std::io::{Error, ErrorKind, Result};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use sqlite_vfs::wip::{WalIndex, WalIndexLock};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs};

use super::locks::Region;
use super::{Broken, Machine, below};

/// Makes the disk known to SQLite, under a name that no other has.
pub(super) fn register(name: &str, machine: Arc<Mutex<Machine>>) {
    sqlite_vfs::register(name, Simulated(machine), false).unwrap();
}

struct Simulated(Arc<Mutex<Machine>>);

/// An open file.
struct Handle {
    machine: Arc<Mutex<Machine>>,
    id: u64,
    program: u32,
    name: String,
}

/// The memory shared by those who have a file open.
struct Memory {
    machine: Arc<Mutex<Machine>>,
    id: u64,
    program: u32,
    name: String,
}

impl From<Broken> for Error {
    fn from(_: Broken) -> Self {
        Self::other("the disk is broken")
    }
}

impl Simulated {
    fn machine(&self) -> MutexGuard<'_, Machine> {
        self.0.lock().unwrap()
    }
}

impl Vfs for Simulated {
    type Handle = Handle;

    fn open(&self, name: &str, options: OpenOptions) -> Result<Handle> {
        let machine = &mut *self.machine();
        let (program, share) = (machine.program, machine.troubles.read);
        machine.call(name, program, share)?;
        match options.access {
            OpenAccess::Create | OpenAccess::CreateNew => machine.files.make(name),
            OpenAccess::Read | OpenAccess::Write if !machine.files.has(name) => {
                return Err(ErrorKind::NotFound.into());
            }
            OpenAccess::Read | OpenAccess::Write => {}
        }
        Ok(Handle { machine: self.0.clone(), id: machine.next_id(), program, name: name.to_owned() })
    }

    fn delete(&self, name: &str) -> Result<()> {
        let machine = &mut *self.machine();
        let (program, share) = (machine.program, machine.troubles.write);
        machine.call(name, program, share)?;
        if machine.files.remove(name) { Ok(()) } else { Err(ErrorKind::NotFound.into()) }
    }

    fn exists(&self, name: &str) -> Result<bool> {
        Ok(self.machine().files.has(name))
    }

    fn temporary_name(&self) -> String {
        format!("temporary-{}", self.machine().next_id())
    }

    fn random(&self, buffer: &mut [i8]) {
        let dice = &mut self.machine().dice;
        buffer.fill_with(|| i8::try_from(below(dice, 128)).unwrap());
    }

    fn sleep(&self, duration: Duration) -> Duration {
        self.machine().hands.pass(i64::try_from(duration.as_millis()).unwrap());
        duration
    }
}

impl Handle {
    fn machine(&self) -> MutexGuard<'_, Machine> {
        self.machine.lock().unwrap()
    }
}

impl DatabaseHandle for Handle {
    type WalIndex = Memory;

    fn size(&self) -> Result<u64> {
        let length = self.machine().files.get(&self.name).map_or(0, |file| file.seen.len());
        Ok(u64::try_from(length).unwrap())
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> Result<()> {
        let machine = &mut *self.machine();
        let share = machine.troubles.read;
        machine.call(&self.name, self.program, share)?;
        let Some(file) = machine.files.get(&self.name) else { return Err(ErrorKind::NotFound.into()) };
        let rest = file.seen.get(usize::try_from(offset).unwrap()..).unwrap_or_default();
        let most = rest.len().min(buffer.len());
        buffer[..most].copy_from_slice(&rest[..most]);
        // As SQLite wants it after the end of a file.
        buffer[most..].fill(0);
        if most < buffer.len() { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    fn write_all_at(&mut self, bytes: &[u8], offset: u64) -> Result<()> {
        let machine = &mut *self.machine();
        let share = machine.troubles.write;
        let called = machine.call(&self.name, self.program, share);
        let written = match called {
            Ok(()) => bytes,
            Err(Broken::Failed) => &bytes[..bytes.len() / 2 * machine.dice.pick(&[1.0, 1.0, 1.0])],
            Err(Broken::Ended) => return Err(Broken::Ended.into()),
        };
        let Some(file) = machine.files.get(&self.name) else { return Err(ErrorKind::NotFound.into()) };
        file.write(usize::try_from(offset).unwrap(), written);
        Ok(called?)
    }

    fn sync(&mut self, _data_only: bool) -> Result<()> {
        let machine = &mut *self.machine();
        let share = machine.troubles.sync;
        let called = machine.call(&self.name, self.program, share);
        let Some(file) = machine.files.get(&self.name) else { return Err(ErrorKind::NotFound.into()) };
        match called {
            Ok(()) => file.sync(),
            Err(Broken::Failed) => file.fail_to_sync(&mut machine.dice),
            Err(Broken::Ended) => {}
        }
        Ok(called?)
    }

    fn set_len(&mut self, size: u64) -> Result<()> {
        let machine = &mut *self.machine();
        let share = machine.troubles.write;
        machine.call(&self.name, self.program, share)?;
        let Some(file) = machine.files.get(&self.name) else { return Err(ErrorKind::NotFound.into()) };
        file.set_length(usize::try_from(size).unwrap());
        Ok(())
    }

    fn lock(&mut self, kind: LockKind) -> Result<bool> {
        let machine = &mut *self.machine();
        if self.program != machine.program {
            return Err(Broken::Ended.into());
        }
        Ok(machine.locks.lock(&self.name, self.id, kind))
    }

    fn reserved(&mut self) -> Result<bool> {
        Ok(self.machine().locks.is_reserved(&self.name))
    }

    fn current_lock(&self) -> Result<LockKind> {
        Ok(self.machine().locks.held(&self.name, self.id))
    }

    fn wal_index(&self, _readonly: bool) -> Result<Memory> {
        let machine = &mut *self.machine();
        let (id, program, name) = (machine.next_id(), self.program, self.name.clone());
        machine.locks.use_memory(&self.name, id);
        Ok(Memory { machine: self.machine.clone(), id, program, name })
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let machine = &mut *self.machine();
        if self.program == machine.program {
            machine.locks.release(&self.name, self.id);
        }
    }
}

impl Memory {
    fn machine(&self) -> MutexGuard<'_, Machine> {
        self.machine.lock().unwrap()
    }
}

impl WalIndex for Memory {
    fn map(&mut self, region: u32) -> Result<Region> {
        Ok(*self.machine().locks.region(&self.name, region))
    }

    fn lock(&mut self, slots: Range<u8>, lock: WalIndexLock) -> Result<bool> {
        let machine = &mut *self.machine();
        if self.program != machine.program {
            return Err(Broken::Ended.into());
        }
        Ok(machine.locks.lock_slots(&self.name, self.id, slots, lock))
    }

    fn delete(self) -> Result<()> {
        Ok(())
    }

    fn pull(&mut self, region: u32, bytes: &mut Region) -> Result<()> {
        *bytes = *self.machine().locks.region(&self.name, region);
        Ok(())
    }

    fn push(&mut self, region: u32, bytes: &Region) -> Result<()> {
        let machine = &mut *self.machine();
        if self.program == machine.program {
            *machine.locks.region(&self.name, region) = *bytes;
        }
        Ok(())
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        let machine = &mut *self.machine();
        if self.program == machine.program {
            machine.locks.leave_memory(&self.name, self.id);
        }
    }
}
