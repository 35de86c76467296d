"""Brings the hall into the state that a call is about before schemathesis makes it; else most acts would only ever hear
that nothing is in hand, or that there is no such ticket. The environment says where the hall is and who acts in it."""
import itertools
import os

import requests
import schemathesis

OFFICE = os.environ["HALL_OFFICE"]
BASE = f"{os.environ['HALL_URL']}/api/v1/offices/{OFFICE}"
STAFF = requests.Session()
STAFF.headers["Cookie"] = f"session={os.environ['HALL_SESSION']}"
KIOSK = requests.Session()
KIOSK.headers["Authorization"] = f"Bearer {os.environ['HALL_KEY']}"
KEYS = itertools.count()
RUN = os.getpid()

# What stands in paths. Of other places there is nothing to be said but that nobody knows them.
PLACES = {"office": OFFICE, "counter": "1", "letter": "A"}
# By the id of the operation: at a counter with an empty hand, or with somebody in it.
WITH_EMPTY_HAND = {"open", "pause", "close", "next", "call", "serve"}
WITH_TICKET_IN_HAND = {"recall", "start", "finish", "no_show", "hold", "transfer", "undo"}
OF_WAITING = {"change_priority", "cancel", "reprint", "printed", "ticket", "cancel_own", "put_later"}
OF_MISSED = {"take_back", "return_own"}


def act(counter, name, **body):
    return STAFF.post(f"{BASE}/counters/{counter}/{name}", json=body)


def done(answer):
    assert answer.ok, answer.text
    return answer.json()


def issued():
    key = {"Idempotency-Key": f"hall-{RUN}-{next(KEYS)}"}
    return done(KIOSK.post(f"{BASE}/tickets", json={"service": "A"}, headers=key))


def emptied(counter):
    act(counter, "open", takeover=True)
    act(counter, "finish")


def served(counter):
    emptied(counter)
    return done(act(counter, "serve", service="A"))["number"]


def called(*acts):
    ticket = issued()
    emptied("1")
    done(act("1", "call", number=ticket["number"]))
    for name in acts:
        done(act("1", name))
    return ticket


def ticket_for(operation):
    if operation in OF_WAITING:
        return issued()
    if operation in OF_MISSED:
        return called("no-show")
    return called("start", "finish") if operation == "rate" else None


def at_counter(operation, counter, body):
    hand = None
    if operation in WITH_EMPTY_HAND:
        emptied(counter)
    elif operation in WITH_TICKET_IN_HAND:
        hand = served(counter)
    if operation == "call":
        body["number"] = issued()["number"]
    elif operation == "next":
        issued()
    elif operation == "resume":
        body["number"] = served(counter)
        done(act(counter, "hold"))
    if "in_hand" in body:
        body["in_hand"] = hand


@schemathesis.hook
def before_call(_context, case, _kwargs):
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    operation = case.operation.definition.raw["operationId"]
    path = case.path_parameters or {}
    path.update({name: place for name, place in PLACES.items() if name in path})
    ticket = ticket_for(operation)
    for name in {"number", "token"} & path.keys() if ticket else ():
        path[name] = ticket[name]
    if "counter" in path and isinstance(case.body, dict):
        at_counter(operation, path["counter"], case.body)
