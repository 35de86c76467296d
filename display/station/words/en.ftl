# Words that kiosk and display share as machines. The Vietnamese file is the original.

## Waiting for approval

pairing-title = This machine is not approved yet
pairing-title-revoked = This machine is no longer accepted
pairing-do = The administrator approves this code on the server:
pairing-then = The machine goes on by itself once approved. The code changes every 10 minutes.
pairing-asking = Asking for a code…
pairing-machine = { $name } · { $server }
pairing-away = The server can’t be reached. Trying again.
pairing-untrusted = The server’s certificate is not trusted: check --ca.
pairing-busy = The server is busy, or too many machines wait for approval. Trying again.
pairing-refused = The server does not take this machine: see this machine’s log.
pairing-unkept = The folder { $folder } can’t be written: after a restart it must be approved again.
pairing-visitors-kiosk = Please see the staff for a ticket.
pairing-visitors-display = Please listen for your number at the counters.
