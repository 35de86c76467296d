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
more-services = More services
more = More
unsure = Not sure which?
unsure-how = Ask our staff, or touch to see the papers to bring
home-paper-out = No paper: the number is shown on the screen.
home-cover-open = The printer is open: the number is shown on the screen.
home-printer-fault = The printer is off: the number is shown on the screen.

## A person

help-title = Call a member of staff
help-who = Somebody comes to this machine
help-calling = Calling…
help-coming = Somebody is coming.
help-stay = Please wait at this machine
help-unheard = Nobody could be called
help-go = Please go to the information desk

## Easier use

ease-larger = A+
ease-contrast = Contrast
ease-lowered = Lower

## Read aloud

read = Read aloud
read-again = Hear it again
aloud-welcome = This machine reads the screen. Press next or back to hear one item after the other. Press choose to take the item that you heard.
aloud-read = Read aloud
aloud-larger = Larger letters
aloud-contrast = More contrast
aloud-lowered = Lower the boxes
aloud-chosen = { $name }, chosen
aloud-page = Page { $page } of { $pages }
aloud-number = Number { $number }. Please wait.
aloud-number-priority = Priority number { $number }. Please wait.
aloud-wait = Wait: { $wait }.
aloud-ahead = People before you: { $count }.

## Asked once more

question-again = Number { $number } was given just now. Take one more?
question-long = { $count ->
    [one] { $count } person is waiting
   *[other] { $count } people are waiting
}, { $wait }. Take a number all the same?
question-after = { $count ->
    [one] { $count } person is waiting
   *[other] { $count } people are waiting
}; your turn may come after { $time }. Take a number all the same?
take = Take a number
take-more = Take one more
take-none = No number
stay-title = Do you need more time?
stay = Go on
leave = End

## Procedures and papers to bring

papers-title = Not sure which?
papers-hint = Touch a service to see its procedures and the papers to bring.
papers-take = Take a number: { $service }
papers-bring = Papers to bring
procedures-hint = Touch a procedure to see the papers to bring.
procedures-coming = Looking up the procedures…
procedures-unheard = The procedures can't be shown just now. Please ask the staff.
procedures-none = There is no list of procedures for this service. Please ask the staff.

## A ticket already

holder-title = You have a ticket?
holder-who = See your number, or say you are back
holder-wanted = Hold the code on your ticket to the scanner
holder-wanted-body = The machine says where your number stands. If you missed your turn, say here that you are back.
holder-asking = Looking up the ticket…
holder-none = No ticket of today could be read
holder-none-body = Please hold the code to the scanner once more, or ask the staff.
holder-elsewhere = This ticket is of another office
holder-elsewhere-body = Please ask the staff.
holder-unheard = The ticket can't be looked up just now
holder-unheard-body = Your number stays good. Please try again, or ask the staff.
holder-return = Or touch “I am back”.
holder-returned = Noted. Please wait to be called again.
return = I am back

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
result-asked = Has the ticket come out?
paper-yes = Yes
paper-no = No
result-more = Another matter too? Tell the staff at the counter; no new number is needed.
result-change = Do you have priority?
result-change-how = Touch to make it a priority number
result-changing = Making it a priority number…
result-changed = It is a priority number now. The ticket stays good.
result-unchanged = It could not be made a priority number. Please tell the staff.
result-no-paper = Please photograph or remember this number.
result-paper-out = The machine is out of paper. Number { $number } is registered: please photograph or remember it.
result-cover-open = The printer is open. Number { $number } is registered: please photograph or remember it.
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

## The service screen

service-title = Service screen
service-pin = Enter the PIN
service-wrong = Wrong PIN.
service-paused = Wrong too often. Try again in { $seconds } s.
service-erase = Erase
service-enter = Enter
service-close = Close
service-print = Print a test
service-touches = Test the touch
service-touch-here = A dot appears where the screen is touched.
service-version = Version
service-server = Server
service-line = Connection
service-line-up = well
service-line-starting = connecting
service-line-away = lost
service-line-not-allowed = the server does not accept this machine
service-line-unknown-office = the server has no such office
service-line-cannot-write = this machine’s disk can’t be written
service-device = Machine
service-network = Network address
service-printer = Printer
service-printer-well = well
service-printer-none = none
service-printer-out = out of paper
service-printer-low = paper is low
service-printer-open = cover open
service-printer-offline = does not answer
service-printer-unknown = unknown fault
service-trial = TEST

## Paper

ticket-title = YOUR NUMBER
ticket-priority = PRIORITY
ticket-again = REPRINT
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

## The check of the printer

check-printer-none = No printer is used.
check-printer-ok = There is a printer at { $printer }; add --print to print a test.
check-printer-printed = The printer { $printer } has printed a test.
check-printer-sent = A test was sent to the printer { $printer }: see whether the paper came out.
check-printer-wrong = The printer { $printer }: { $why }
check-printer-wrong-do = See its power, paper, cover and cable, the group lp, and the address at --printer.
