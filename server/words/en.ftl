# Pages for a citizen's phone, and the page that sets up the first administrator.
ticket-title = Number { $number }
ticket-number = Your number
ticket-ahead = { $count ->
    [0] You are next
    [one] 1 person before you
   *[other] { $count } people before you
}
ticket-now-calling = Now calling
ticket-called = It is your turn!
ticket-go-to = Please go to { $counter }
ticket-called-at = Called at { $time }, { $calls ->
    [1] once
   *[other] { $calls } times
}.
ticket-called-late = Running late? Tell the staff, your number stays valid.
ticket-serving = Being served at { $counter }.
ticket-held = Your number is kept. With all papers, go straight to { $counter }; take no new number.
ticket-done = Done. Thank you for coming.
ticket-missed = Number { $number } was called { $calls } times. Tell the staff, it is valid all day.
ticket-cancelled = This number was cancelled.
ticket-expired = The office has closed, this number is no longer valid. We are sorry.
ticket-updated = Updated at { $time }. Priority numbers may be called first.
ticket-refreshes = This page refreshes itself. Please be back in the hall when 3 people are left.
ticket-unknown-title = This number was not found
ticket-unknown = A number is valid for one day. Please take a new one at the kiosk.
ticket-away-title = This number can't be shown now
ticket-away = The server is busy or in trouble. Your number stays as it is; this page tries again by itself.

setup-title = Set up the first administrator
setup-explain = This link works once.
setup-user = User name (small letters without accents, digits)
setup-password = Password (at least 8 characters)
setup-submit = Create the account
setup-done = The administrator { $user } was created.
setup-used = This link is wrong or was used before.
setup-wrong = The user name or the password is not as required.

papers-title = Papers to prepare
papers-if-any = if any
paper-original = original
paper-certified = certified copy
paper-copy = copy
paper-form = form
paper-shown = to be shown
