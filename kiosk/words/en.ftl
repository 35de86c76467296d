# Words of the kiosk.

## Home

home-title = Choose a service
home-hint = Touch a box to take a number.
home-closed-title = Numbers are not given now
priority-title = Priority number
priority-hint = Touch a box to take a priority number.
priority-who = Aged 60 and over, disabled, pregnant, with a small child, persons of merit
ordinary-title = Ordinary number
ordinary-who = No priority
groups-title = Which priority group?
groups-hint = Touch a box. The reason does not stand on the ticket.
back = Back
more = More services

## A service that gives no numbers now

card-early = Not open yet
card-hours = Closed
card-limit = All taken
card-holiday = Day off
card-day = No more today
card-opens = from { $time }
card-reopens-today = again at { $time }
card-reopens-tomorrow = tomorrow { $time }
card-reopens-day = again { $day }

## Taking a number

asking = Taking a number…
stuck-title = No connection just now
stuck-body =
    Still trying to take a number for { $service }.
    Please wait, or ask the staff.
give-up = Stop, I need no number
refused-title = No number could be taken
refused-body = Please ask the staff for a ticket.
refused-closed = This service has just stopped giving numbers.

## The number is there

result-title = Your number
result-priority = Priority
result-ahead = People before you
result-wait = Wait
result-scan = Scan the code to follow your number on a phone.
result-printing = Printing the ticket…
result-printed = Please take the ticket from the slot below.
result-no-paper = Please photograph or remember this number.
result-paper-out = The machine is out of paper. Number { $number } is registered: please photograph or remember it.
result-printer-fault = The printer does not work. Number { $number } is registered: please photograph or remember it.
done = Done

## The kiosk can't give numbers

starting = Connecting to the server…
away-title = No connection just now
unready-title = This machine is not ready
blocked-body = Please ask the staff for a ticket.
away-note = It gives numbers again as soon as it is connected.
not-allowed-note = For staff: the server does not accept this machine's key.
unknown-office-note = For staff: the server has no office { $office }.
cannot-write-note = For staff: this machine's disk can't be written.

## Paper

ticket-title = YOUR NUMBER
ticket-priority = PRIORITY
ticket-ahead = People before you
ticket-wait = Wait
ticket-taken = Taken at
ticket-scan = Scan to follow your number and see which papers to bring.
ticket-wifi = Wi-Fi: { $name }
ticket-wifi-password = Password: { $password }
ticket-order = Priority numbers may be called earlier.
ticket-missed = Missed your turn? Tell the staff, the number stays good today.
ticket-free = Tickets are free.
ticket-hotline = Tickets are free. Complaints: { $hotline }
