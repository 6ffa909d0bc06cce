"""The e-mail page: drafts, messages that are sent, and what becomes of addresses."""

from __future__ import annotations

import email
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx
import pytest
import trustme

from tests.desks import Opened, opened
from tests.frontdesk.reading import read
from tests.mailing.servers import BODY, DROP, HOST, PASSWORD, USER, Script, scripted_server

PATIENT = "quiet.patient@home.example"
ONE = "clinic=sample&h=ketamine-pain-relief.en.standard.handout"
TWO = f"{ONE}&h=ketamine-pain-relief.en.large-print.handout"


def token_of(text: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def filled(client: httpx.Client, asked: str = ONE, to: str = PATIENT, agreed: str = "yes") -> dict[str, str]:
    """Return a form as somebody fills it in."""
    return {"token": token_of(client.get(f"/mail?{asked}").text), "to": to, "agreed": agreed}


def test_the_page_shows_what_will_be_said_and_asks_whether_the_patient_agreed(desk: Opened) -> None:
    with desk.client as client:
        answer = client.get(f"/mail?{ONE}")
    page = read(answer.text)
    assert page.headings[0] == "E-mail this handout"
    assert "Subject Information from Sample Clinic (example)" in page.text
    assert "Ketamine in Pain Relief" in page.text
    assert "The patient agreed to get this by e-mail" in page.text
    assert answer.headers["cache-control"] == "no-store"
    assert "/mail/send" not in answer.text, "there are no settings of a mail server"


@pytest.mark.parametrize("to", ["", PATIENT])
def test_a_draft_holds_the_pdf_byte_for_byte(desk: Opened, to: str) -> None:
    with desk.client as client:
        answer = client.post(f"/mail/draft?{ONE}", data=filled(client, to=to))
        pdf = client.get("/pdf/sample/en/standard/ketamine-pain-relief-handout.pdf").content
    assert (
        answer.headers["content-disposition"].endswith(".eml") and "attachment" in answer.headers["content-disposition"]
    )
    assert answer.headers["cache-control"] == "no-store"
    message = email.message_from_bytes(answer.content, EmailMessage, policy=default)
    (enclosed,) = message.iter_attachments()
    assert enclosed.get_content() == pdf
    assert message["X-Unsent"] == "1" and message["Subject"] == "Information from Sample Clinic (example)"
    assert message["To"] == (to or None)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"agreed": ""}, "Tick this first"),
        ({"to": "one@home.example, two@home.example"}, "Write one e-mail address only"),
        ({"to": "one@home.example\r\nBcc: two@home.example"}, "An e-mail address is one line"),
        ({"to": "a@b"}, "The end of this e-mail address is missing"),
        ({"to": f"{'a' * 65}@home.example"}, "Before the @ there are too many"),
    ],
)
def test_what_is_wrong_is_told_beside_it_and_what_was_typed_stays(
    desk: Opened, wrong: dict[str, str], told: str
) -> None:
    with desk.client as client:
        answer = client.post(f"/mail/draft?{ONE}", data={**filled(client), **wrong})
    assert answer.status_code == 422
    assert told in answer.text and 'aria-invalid="true"' in answer.text
    if "\r" not in wrong.get("to", ""):
        assert f'value="{wrong.get("to", PATIENT)}"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_several_handouts_go_in_messages_of_their_own(desk: Opened) -> None:
    with desk.client as client:
        page = read(client.get(f"/mail?{TWO}").text)
        form = {**filled(client, TWO), "draft": "ketamine-pain-relief.en.large-print.handout"}
        draft = client.post(f"/mail/draft?{TWO}", data=form).content
        pdf = client.get("/pdf/sample/en/large-print/ketamine-pain-relief-handout.pdf").content
    assert page.headings[0] == "E-mail 2 handouts"
    (enclosed,) = email.message_from_bytes(draft, EmailMessage, policy=default).iter_attachments()
    assert enclosed.get_content() == pdf


def test_one_handout_is_mailed_and_the_basket_stays_as_it_is(desk: Opened) -> None:
    asked = f"m=ketamine-pain-relief.en.standard.summary&{TWO}"
    with desk.client as client:
        text = client.get(f"/mail?{asked}").text
        draft = client.post(f"/mail/draft?{asked}", data=filled(client, asked)).content
        pdf = client.get("/pdf/sample/en/standard/ketamine-pain-relief-summary.pdf").content
    assert read(text).headings[0] == "E-mail this handout"
    assert f'href="/?{TWO.replace("sample&", "sample&language=en&")}"'.replace("&", "&amp;") in text
    (enclosed,) = email.message_from_bytes(draft, EmailMessage, policy=default).iter_attachments()
    assert enclosed.get_content() == pdf


def test_nothing_is_no_letter(desk: Opened) -> None:
    with desk.client as client:
        assert client.get("/mail").status_code == 404


@pytest.mark.parametrize(
    "asked", ["m=no-such.en.standard.handout", "h=no-such.en.standard.handout", f"{ONE}&h=no-such.en.standard.handout"]
)
@pytest.mark.parametrize("path", ["/mail", "/mail/draft", "/mail/send"])
def test_what_is_gone_is_not_left_out_without_a_word(desk: Opened, path: str, asked: str) -> None:
    with desk.client as client:
        form = {**filled(client), "draft": "no-such.en.standard.handout"}
        answer = client.get(f"{path}?{asked}") if path == "/mail" else client.post(f"{path}?{asked}", data=form)
    assert (answer.status_code, "is not here any more" in answer.text) == (409, True)


def test_another_handout_is_never_drafted_for_one_that_is_gone(desk: Opened) -> None:
    with desk.client as client:
        form = {**filled(client), "draft": "no-such.en.standard.handout"}
        assert client.post(f"/mail/draft?{ONE}", data=form).status_code == 409


def test_who_loads_the_page_of_a_form_again_is_led_back(desk: Opened) -> None:
    with desk.client as client:
        assert client.get(f"/mail/send?{ONE}").headers["location"] == f"/mail?{ONE}"


# Sending --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sending:
    """A desk that sends, the mail server it knows, and the folder of its temporary files."""

    desk: Opened
    answers: dict[str, str]
    script: Script
    temporary: Path


@pytest.fixture(scope="module")
def sending(desk: Opened, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sending]:
    folder = tmp_path_factory.mktemp("sending")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    answers: dict[str, str] = {}
    script = Script(answers)
    (folder / "temporary").mkdir()
    with scripted_server(script, context) as port, pytest.MonkeyPatch.context() as patch:
        given = {"HOST": HOST, "PORT": str(port), "SECURITY": "tls", "USER": USER, "PASSWORD": PASSWORD}
        for name, value in {**given, "FROM": "desk@clinic.example"}.items():
            patch.setenv(f"CLINICPRESS_SMTP_{name}", value)
        patch.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
        patch.setenv("TMPDIR", str(folder / "temporary"))
        with opened(desk.root) as own:
            yield Sending(own, answers, script, folder / "temporary")


@pytest.mark.parametrize(
    ("answers", "status", "verdict", "told"),
    [
        ({}, 200, "Sent", "Sent: the mail server has taken the message."),
        (
            {"RCPT": "550 5.1.1 no such person"},
            502,
            "Not sent",
            "Not sent. The mail server does not accept this address",
        ),
        ({BODY: DROP}, 502, "Perhaps sent", "It may have been sent."),
    ],
)
def test_what_became_of_a_message_is_told_and_a_second_click_sends_nothing(
    sending: Sending, answers: dict[str, str], status: int, verdict: str, told: str
) -> None:
    sending.answers.clear()
    sending.answers.update(answers)
    with sending.desk.client as client:
        form = filled(client)
        before = sending.script.calls
        answer = client.post(f"/mail/send?{ONE}", data=form)
        assert (answer.status_code, told in read(answer.text).text) == (status, True)
        assert f"<title>{verdict} · Handouts</title>" in answer.text
        again = client.post(f"/mail/send?{ONE}", data=form)
    assert "was used to send already" in again.text
    assert sending.script.calls == before + 1


def test_without_an_address_nothing_is_sent(sending: Sending) -> None:
    with sending.desk.client as client:
        before = sending.script.calls
        answer = client.post(f"/mail/send?{ONE}", data=filled(client, to=""))
    assert (answer.status_code, sending.script.calls) == (422, before)
    assert "write the patient’s e-mail address" in answer.text


def test_no_file_holds_an_address(sending: Sending) -> None:
    with sending.desk.client as client:
        client.post(f"/mail/draft?{ONE}", data=filled(client))
        client.post(f"/mail/send?{ONE}", data=filled(client))
    files = [file for root in (sending.desk.root, sending.temporary) for file in root.rglob("*") if file.is_file()]
    assert files
    assert [file for file in files if PATIENT.encode() in file.read_bytes()] == []
