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

## The check of itself: what was found, and behind "-do" what to do where it is wrong

check-server-ok = The server { $server } answers.
check-server-away = The server { $server } can’t be reached: { $why }
check-server-away-do = Check the cable, the address at --server, and whether the server runs.
check-server-untrusted = The certificate of the server { $server } is not trusted: { $why }
check-server-untrusted-do = Name the right file at --ca; look at the certificate’s end and this machine’s clock.
check-secure-ok = The connection is encrypted (TLS).
check-secure-plain = The connection is not encrypted: for a private network only.
check-office-ok = Office { $office }: { $name }.
check-office-unknown = The server has no office { $office }.
check-office-unknown-do = Mend --office; the server has: { $offices }.
check-office-unheard = The server does not tell about the office { $office }: { $why }
check-office-unheard-do = See the server’s log and its page /readyz.
check-key-ok = The server accepts this machine.
check-key-public = The board is public, no key is used.
check-key-refused = The server does not accept this machine’s key.
check-key-refused-do = Make a new key by server device add, or leave --key-file out to be approved by a code on the screen.
check-key-none = This machine is not approved yet.
check-key-none-do = Start it; an administrator approves the code on its screen.
check-key-unheard = The key could not be tried: { $why }
check-key-unheard-do = Try again later; see the server’s log.
check-clock-ok = This machine’s clock is { $seconds } s off the server’s.
check-clock-off = This machine’s clock is { $seconds } s off the server’s.
check-clock-off-do = Have it set by the network: timedatectl set-ntp true.
check-folder-ok = The folder { $folder } can be written, { $free } MB are free.
check-folder-shut = The folder { $folder } can’t be written: { $why }
check-folder-shut-do = Let the user write it as whom this machine runs, or choose another folder at --state.
check-folder-full = Only { $free } MB are free on the disk of { $folder }.
check-folder-full-do = Delete files that nobody needs.
check-folder-none = There is no folder (--state): after a restart there is no earlier board.
check-fonts-ok = The fonts have all letters for: { $languages }.
check-fonts-lack = The fonts lack, of { $language }: { $letters }
check-fonts-lack-do = Take these letters out of the file of --words or of the office.
check-words-lack = The office uses the language { $language }, for which there are no words here.
check-words-lack-do = Add a file of words by --words, or take the language out of the office.
check-screen-ok = The screen can be opened.
check-screen-shut = The screen can’t be opened: { $why }
check-screen-shut-do = Start X (systemctl start mot-cua-x) and set DISPLAY=:0.
check-sound-ok = There is sound, and a voice for: { $languages }.
check-sound-off = Sound is off (--sound off).
check-sound-mute = No sound can be played: { $why }
check-sound-mute-do = Plug in a loudspeaker; install alsa-utils and espeak-ng; see aplay -L.
check-voice-none = There is no voice for the language { $language }.
check-voice-none-do = Install espeak-ng, or name a folder of recorded clips at --voice.
check-end-ok = All is well.
check-end-wrong = Things to do: { $count }.
check-voice-sample = This is this machine’s sound.
