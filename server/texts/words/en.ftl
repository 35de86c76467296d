# Words shared by kiosk, display and server. The Vietnamese file is the original: every other has exactly its words.
language-name = English

## Waits

wait-range = { $low }–{ $high } min
wait-exact = { $minutes } min
wait-none = no wait
wait-none-title = No wait
wait-no-counter = No open counter
wait-after = after { $time }
wait-after-title = After { $time }
wait-about-range = about { $low }–{ $high } min
wait-about-exact = about { $minutes } min
wait-about-no-counter = no open counter

## People who wait

people-waiting = { $count ->
    [0] nobody waiting
    [one] { $count } person waiting
   *[other] { $count } people waiting
}

## Counters: "Counter 1, 2 or 3"

list-more = { $list }, { $next }
list-or = { $list } or { $last }
counters = { $word } { $list }

## Dates and times

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
# The month as it stands in a date.
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
day = { $day } { $month } { $year }
date = { $weekday }, { $date }
date-board = { $weekday } { $date }
clock-day = { $time }, { $day }

## Why no number can be taken

closed-hours = Numbers are not given at this hour.
closed-morning = No more numbers this morning.
closed-afternoon = No more numbers this afternoon.
closed-limit = All of today’s numbers for this service are taken.
closed-holiday = The office is closed today.
closed-day = No more numbers today.

## When they can be taken again

reopens-afternoon = Numbers for the afternoon from { $time }.
reopens-today = Numbers from { $time }.
reopens-tomorrow = Please come back at { $time } tomorrow.
reopens-day = Please come back at { $time } on { $date }.

## Procedures: term, fee, papers

term-same-day = the same day
term-same-day-until = the same day if handed in before { $time }
term-half-day = half a working day
term-days = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
term-calendar-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
thousands = ,
fee-free = free
fee-fixed = { $sum } dong
fee-per-copy = { $sum } dong a copy
fee-per-page = { $sum } dong a page
fee-from-page = from page { $page }: { $sum } dong
fee-cap = at most { $sum } dong
document-original = original
document-certified = certified copy
document-copy = copy
document-form = form
document-shown = to be shown
document-if-any = if any

## Where a number stands

state-waiting = { $count ->
    [0] You are next
    [one] 1 person before you
   *[other] { $count } people before you
}
state-called = Please go to { $counter }
state-serving = Being served at { $counter }.
state-held = Your number is kept. With all papers, go straight to { $counter }; take no new number.
state-done = Done. Thank you for coming.
state-missed = Number { $number } was called { $calls } times. Tell the staff, it is valid all day.
state-cancelled = This number was cancelled.
state-expired = The office has closed, this number is no longer valid. We are sorry.
