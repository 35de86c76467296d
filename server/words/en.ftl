# The notice on boards, for 10 minutes after the server came back.
notice-back-again = The system is running again since { $time }; all numbers keep their order.

# Pages for a citizen's phone, and the page that sets up the first administrator.
ticket-title = Number { $number }
ticket-number = Your number
ticket-now-calling = Now calling
ticket-called = It is your turn!
ticket-called-at = Called at { $time }, { $calls ->
    [1] once
   *[other] { $calls } times
}.
ticket-called-late = Running late? Tell the staff, your number stays valid.
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
