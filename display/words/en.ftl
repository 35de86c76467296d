# Words of the hall's board. The Vietnamese file is the original: every other has exactly its words.
window-title = Hall board

## The number being called

call-invite = Now calling number
call-to = go to { $counter }
# Stands before a counter's sign when the counter's name does not say otherwise.
counter-word = counter
# When a call was taken back.
taken-back = { $number }: called by mistake, please wait.

## While no number is called

calm-connecting = Connecting…
calm-lost = Please listen for staff at the counters
calm-wait = Please wait for your number
calm-starts = Numbers from { $time }
calm-paused = Counters on a break
calm-paused-until = Counters on a break, back about { $time }

## Beside

waiting = Waiting
missed = Called, not here yet:
missed-hint = Please tell staff; the number is valid all day.

## The line is lost

lost = The server can’t be reached. Please listen for staff at the counters.
lost-since = Connection lost since { $time }. Please listen for staff at the counters.
unknown-office = The server has no office of the code set for this board. Please listen for staff at the counters.

## Above one counter

sign-invite = Now calling
sign-closed = Counter closed
sign-unknown = There is no counter with the code { $counter }
