"""The post: sent, not sent, or not known, by a real server and by servers that fail in every way; never twice."""

from __future__ import annotations

import logging
import re
import ssl
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
import trustme

from clinicpress.mailing import post
from clinicpress.mailing.addresses import NotAnAddress
from clinicpress.mailing.letter import Letter
from clinicpress.mailing.post import MaybeSent, NotSent, Once, Sent, send
from clinicpress.mailing.settings import Settings
from tests.mailing.conftest import TO
from tests.mailing.reading import in_python
from tests.mailing.servers import BODY, DRIP, DROP, GREETING, HANG, HOST, Mailbox, Script, real_server, scripted_server

Make = Callable[..., Settings]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("only", ["PLAIN", "LOGIN"])
@pytest.mark.usefixtures("trusted")
def test_a_real_server_takes_it_as_it_is(
    security: str, only: str, letter: Letter, settings: Make, certified: ssl.SSLContext
) -> None:
    box = Mailbox()
    other = {"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[only]
    with real_server(box, certified, security == "tls", auth_exclude_mechanism=[other]) as port:
        outcome = send(letter, TO, settings(port, security=security))
    assert outcome == Sent()
    [taken] = box.taken
    assert (taken.mail_from, taken.rcpt_tos) == ("desk@clinic.example", [TO])
    assert isinstance(taken.content, bytes)
    read = in_python(taken.content)
    assert (read.text, read.pdf, read.file) == (letter.text, letter.enclosure.pdf, "Breathing.pdf")
    assert read.headers["from"] == "Clinic “One” <desk@clinic.example>"
    assert read.headers["to"] == TO
    assert re.fullmatch(r"\w{3}, \d\d? \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", read.headers["date"])
    assert re.fullmatch(r"<\w{32}@clinic\.example>", read.headers["message-id"])
    assert "x-unsent" not in read.headers


LEAK = f"<{TO}>: {TO} "
"""Servers like to say whom a message was for."""
AGAIN_LATER, REFUSED = "452 4.2.2 " + LEAK, "550 5.1.1 " + LEAK


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({GREETING: DROP}, "No mail server answers|The connection to the mail server broke before"),
        ({GREETING: HANG}, "took too long"),
        ({GREETING: DRIP}, "took too long"),
        ({GREETING: "554 5.3.2 not for you"}, r"refused \(it says 554 5\.3\.2\)"),
        ({GREETING: "hello"}, "refused"),
        ({GREETING: "2" * 9000}, "refused"),
        ({"EHLO": "502 what?"}, r"does not want to talk to this computer \(it says 502\)"),
        ({"EHLO": DROP}, "broke before it took the message"),
        ({"EHLO": "250-mail.example\r\n250 AUTH CRAM-MD5"}, "in a way that is known here"),
        ({"EHLO": "250 mail.example"}, "in a way that is known here"),
        ({"AUTH": "535 5.7.8 desk: bad"}, r"did not accept the user name and the password .*\(it says 535 5\.7\.8\)"),
        ({"AUTH": DROP}, "broke before it took the message"),
        ({"AUTH": "334 " + "x" * 20}, "did not accept|broke|refused"),
        ({"MAIL": "552 5.3.4 too big"}, "too large"),
        ({"MAIL": REFUSED}, "does not let you send from the address in your settings"),
        ({"MAIL": DROP}, "broke before it took the message"),
        ({"RCPT": REFUSED}, r"does not accept this address: check how it is spelled \(it says 550 5\.1\.1\)"),
        ({"RCPT": AGAIN_LATER}, r"cannot take a message for this address just now: try again later"),
        ({"RCPT": "252 perhaps"}, "does not accept this address"),
        ({"RCPT": DROP}, "broke before it took the message"),
        ({"RCPT": HANG}, "took too long"),
        ({"DATA": "451 4.3.0 " + LEAK}, r"does not take the message \(it says 451 4\.3\.0\)"),
        ({"DATA": HANG}, "took too long"),
        ({BODY: "554 5.7.1 spam for " + LEAK}, r"looked at the message and refused it \(it says 554 5\.7\.1\)"),
        ({"DATA": "354 go on\r\n421 4.3.2 closing"}, r"looked at the message and refused it \(it says 421 4\.3\.2\)"),
        ({BODY: "452 4.3.1 " + LEAK}, r"looked at the message and refused it \(it says 452 4\.3\.1\)"),
    ],
    ids=lambda answers: str(answers)[:40],
)  # fmt: skip
@pytest.mark.usefixtures("trusted")
def test_what_was_not_sent_for_sure(
    answers: dict[str, str], told: str, letter: Letter, settings: Make, certified: ssl.SSLContext
) -> None:
    script = Script(answers)
    with scripted_server(script, certified) as port:
        outcome = send(letter, TO, settings(port, **impatient(answers)))
    assert isinstance(outcome, NotSent)
    assert re.search(told, outcome.why), outcome.why
    assert outcome.told.startswith("Not sent. ")
    assert script.calls == 1
    assert script.heard.count("AUTH") <= 1


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"DATA": "354 go on", BODY: DROP}, "broke while it took the message"),
        ({BODY: HANG}, "took too long"),
        ({BODY: DRIP}, "took too long"),
        ({BODY: "hm " + LEAK}, "broke while it took the message"),
        ({BODY: "354 more"}, "broke while it took the message"),
        ({BODY: "2" * 9000}, "broke while it took the message"),
    ],
    ids=lambda answers: str(answers)[:40],
)
@pytest.mark.usefixtures("trusted")
def test_what_may_have_been_sent(
    answers: dict[str, str], told: str, letter: Letter, settings: Make, certified: ssl.SSLContext
) -> None:
    script = Script(answers)
    with scripted_server(script, certified) as port:
        outcome = send(letter, TO, settings(port, **impatient(answers)))
    assert isinstance(outcome, MaybeSent)
    assert re.search(told, outcome.why), outcome.why
    assert re.fullmatch(
        "It may have been sent. .* Ask the patient whether it came before you send it again.", outcome.told
    )
    assert (script.calls, script.heard.count("DATA")) == (1, 1)


def impatient(answers: dict[str, str]) -> dict[str, float]:
    """Give a server that says nothing little time, and all others enough for a busy computer."""
    if DRIP in answers.values() or answers.get(BODY) == HANG:
        return {"whole": 0.7}
    return {"wait": 0.5} if HANG in answers.values() else {}


@pytest.mark.usefixtures("trusted")
def test_dots_and_line_ends_arrive_as_they_were(letter: Letter, settings: Make, certified: ssl.SSLContext) -> None:
    script = Script({})
    with scripted_server(script, certified) as port:
        assert send(letter, TO, settings(port)) == Sent()
    assert b"\r\n..A dot first\r\n" in script.body
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[^\r\n]{999}|[\x80-\xff]", script.body)
    assert script.heard == ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", BODY, "QUIT"]


def test_a_certificate_that_nobody_stands_for_ends_it(
    letter: Letter, settings: Make, certified: ssl.SSLContext
) -> None:
    box = Mailbox()
    for security in ("tls", "starttls"):
        with real_server(box, certified, security == "tls") as port:
            outcome = send(letter, TO, settings(port, security=security))
        assert isinstance(outcome, NotSent)
        assert f"could not prove that it is {HOST}" in outcome.why
    assert box.taken == []


@pytest.mark.usefixtures("trusted")
def test_the_certificate_of_another_server_ends_it(letter: Letter, settings: Make, authority: trustme.CA) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(context)
    script = Script({})
    with scripted_server(script, context) as port:
        outcome = send(letter, TO, settings(port))
    assert isinstance(outcome, NotSent) and "could not prove" in outcome.why
    assert script.heard == []


def test_nothing_goes_over_a_connection_that_is_not_encrypted(letter: Letter, settings: Make) -> None:
    script = Script({"EHLO": "250-mail.example\r\n250 AUTH PLAIN LOGIN"})
    with scripted_server(script, None) as port:
        outcome = send(letter, TO, settings(port, security="starttls"))
    assert isinstance(outcome, NotSent) and "offers no encrypted connection" in outcome.why
    assert script.heard == ["EHLO"]
    script = Script({"EHLO": "250-mail.example\r\n250 STARTTLS", "STAR": "454 4.7.0 not now"})
    with scripted_server(script, None) as port:
        outcome = send(letter, TO, settings(port, security="starttls"))
    assert isinstance(outcome, NotSent)
    assert script.heard == ["EHLO", "STAR"]


def test_a_server_that_speaks_in_the_clear_where_tls_is_asked_for(letter: Letter, settings: Make) -> None:
    with scripted_server(Script({}), None) as port:
        outcome = send(letter, TO, settings(port))
    assert isinstance(outcome, NotSent) and "“security” or “port” may be wrong" in outcome.why


def test_nobody_is_there(letter: Letter, settings: Make) -> None:
    with scripted_server(Script({}), None) as port:
        pass
    outcome = send(letter, TO, settings(port))
    assert outcome == NotSent(
        f"No mail server answers at {HOST}, port {port}: is this computer online, and are both right?"
    )


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_tried_once(letter: Letter, settings: Make, certified: ssl.SSLContext) -> None:
    box = Mailbox()
    with real_server(box, certified) as port:
        outcome = send(letter, TO, settings(port, security="starttls", password="wrong"))
    assert isinstance(outcome, NotSent) and "did not accept the user name and the password" in outcome.why
    assert "wrong" not in repr(outcome) and box.taken == []


@pytest.mark.usefixtures("trusted")
def test_without_a_user_nobody_signs_in(letter: Letter, settings: Make, certified: ssl.SSLContext) -> None:
    script = Script({})
    with scripted_server(script, certified) as port:
        assert send(letter, TO, settings(port, user="", password="")) == Sent()
    assert "AUTH" not in script.heard


@pytest.mark.parametrize(("answer", "kind"), [(5, NotSent), (7, MaybeSent)])
@pytest.mark.usefixtures("trusted")
def test_ctrl_c_says_how_far_it_came(
    answer: int,
    kind: type,
    letter: Letter,
    settings: Make,
    certified: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The fifth answer is that to the recipient, the seventh that to the whole letter."""
    reply, answers = post.Wire.getreply, count(1)

    def stopped(wire: post.Wire) -> tuple[int, bytes]:
        if next(answers) == answer:
            raise KeyboardInterrupt
        return reply(wire)

    monkeypatch.setattr(post.Wire, "getreply", stopped)
    with scripted_server(Script({}), certified) as port:
        assert isinstance(send(letter, TO, settings(port)), kind)


def test_a_wrong_address_reaches_no_server(letter: Letter, settings: Make) -> None:
    script = Script({})
    with scripted_server(script, None) as port, pytest.raises(NotAnAddress):
        send(letter, f"{TO}\r\nBcc: eve@evil.example", settings(port))
    assert script.calls == 0


@pytest.mark.usefixtures("trusted")
def test_the_address_is_told_nowhere(
    letter: Letter,
    settings: Make,
    certified: ssl.SSLContext,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.DEBUG)
    outcomes = []
    for answers in ({}, {"RCPT": REFUSED}, {"RCPT": AGAIN_LATER}, {BODY: "554 " + LEAK}, {BODY: DROP}, {"EHLO": LEAK}):
        with scripted_server(Script(answers), certified) as port:
            outcomes.append(send(letter, TO, settings(port)))
    told = capfd.readouterr()
    everything = [*map(repr, outcomes), *(outcome.told for outcome in outcomes), told.out, told.err, caplog.text]
    assert not [words for words in everything if "jane" in words or "patient.example" in words]


def test_a_token_is_good_once_and_only_the_last_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    once = Once()
    token = once.issue()
    assert [once.spend(token), once.spend(token), once.spend(""), once.spend("x")] == [True, False, False, False]
    monkeypatch.setattr(post, "MOST_TOKENS", 2)
    first, second, third = once.issue(), once.issue(), once.issue()
    assert len({token, first, second, third}) == 4 and min(map(len, (first, second))) >= 20
    assert [once.spend(each) for each in (first, second, third)] == [False, True, True]


def test_of_many_clicks_at_once_one_sends() -> None:
    once = Once()
    token, gate, spent = once.issue(), threading.Barrier(16), []

    def click() -> None:
        gate.wait()
        spent.append(once.spend(token))

    threads = [threading.Thread(target=click) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(spent) == [False] * 15 + [True]
