"""Requests that no page of ours makes, sent to a real desk, and what every answer goes out with."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clinicpress.frontdesk.admission import Admission
from clinicpress.frontdesk.faults import told
from clinicpress.frontdesk.guard import TEXT_POLICY, Guard
from tests.desks import Opened
from tests.frontdesk.raw import host, said

END = "Connection: close\r\n\r\n"
PDF = "/pdf/sample/en/standard/ketamine-pain-relief-summary.pdf"


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        ["evil.example"],
        ["evil.example:PORT"],
        ["127.0.0.1"],
        ["127.0.0.1:1"],
        ["127.0.0.1:0PORT"],
        ["127.0.0.1.:PORT"],
        ["127.0.0.2:PORT"],
        ["localhost.:PORT"],
        ["localhost.evil.example:PORT"],
        ["evil-localhost:PORT"],
        ["127.0.0.1.evil.example:PORT"],
        ["user@127.0.0.1:PORT"],
        ["127.0.0.1:PORT@evil.example"],
        ["127.0.0.1:PORT/x"],
        ["127.0.0.1:PORT#"],
        ["2130706433:PORT"],
        ["0x7f.1:PORT"],
        ["0.0.0.0:PORT"],
        ["[::]:PORT"],
        ["[::ffff:127.0.0.1]:PORT"],
        ["127.0.0.1:PORT", "evil.example"],
        ["evil.example", "127.0.0.1:PORT"],
        ["127.0.0.1:PORT", "127.0.0.1:PORT"],
        ["127.0.0.1:PORT, evil.example"],
    ],
)
def test_another_host_is_not_served(desk: Opened, hosts: list[str]) -> None:
    port = host(desk).partition(":")[2]
    lines = "".join(f"Host: {each.replace('PORT', port)}\r\n" for each in hosts)
    assert said(desk, f"GET /hello HTTP/1.1\r\n{lines}{END}") == [421]
    assert said(desk, f"GET /hello HTTP/1.0\r\n{lines}{END}") == [421]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
def test_this_machine_is_served_by_all_its_names(desk: Opened, name: str) -> None:
    port = host(desk).partition(":")[2]
    assert said(desk, f"GET /hello HTTP/1.1\r\nHost: {name}:{port}\r\n{END}") == [200]


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        (None, None),
        ("", "same-origin"),
        ("null", "same-origin"),
        ("http://evil.example", "cross-site"),
        ("http://HOST", "cross-site"),
        ("http://HOST", "same-site"),
        ("http://HOST", "none"),
        ("https://HOST", "same-origin"),
        ("http://HOST.evil.example", "same-origin"),
        ("http://HOST/", "same-origin"),
        ("http://evil.example/http://HOST", "same-origin"),
        ("http://HOST1", "same-origin"),
        ("http://127.0.0.1", "same-origin"),
        ("http://user@HOST", "same-origin"),
        ("http://HOST\r\nOrigin: http://evil.example", "same-origin"),
        ("http://HOST", "same-origin\r\nSec-Fetch-Site: cross-site"),
    ],
)
def test_what_changes_something_comes_from_our_own_pages(desk: Opened, origin: str | None, site: str | None) -> None:
    lines = f"Origin: {origin}\r\n" if origin is not None else ""
    lines += f"Sec-Fetch-Site: {site}\r\n" if site is not None else ""
    request = f"POST / HTTP/1.1\r\nHost: HOST\r\n{lines}Content-Length: 0\r\n{END}"
    assert said(desk, request)[0] in (403, 421)
    assert said(desk, f"POST / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Length: 0\r\n{END}") == [405]


def test_other_pages_may_lead_here_and_take_nothing_in(desk: Opened) -> None:
    with desk.client as client:
        for site in ("cross-site", "same-site"):
            assert (
                client.get("/hello", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}).status_code == 403
            )
            assert client.get("/hello", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "cors"}).status_code == 403
            assert client.get("/", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"}).status_code == 200
        assert client.get("/hello", headers={"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "cors"}).status_code == 200


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("", 411),
        ("Content-Length: 1000001\r\n", 413),
        ("Content-Length: 1000001\r\nContent-Type: application/x-www-form-urlencoded\r\n", 413),
        ("Content-Length: 25000001\r\nContent-Type: image/png\r\n", 413),
        ("Content-Length: 99999999999\r\n", 413),
        (f"Content-Length: 0\r\nCookie: {'a=b; ' * 3000}\r\n", 431),
    ],
)
def test_what_is_brought_is_bounded(desk: Opened, lines: str, status: int) -> None:
    assert said(desk, f"POST / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\n{lines}{END}") == [status]


@pytest.mark.parametrize(
    "path",
    [
        "/pdf/sample/en/standard/../standard/ketamine-pain-relief-summary.pdf",
        "/pdf/..%2f..%2feditions.yaml",
        "/pdf/%2e%2e/%2e%2e/clinics/sample.yaml",
        "/pdf/sample/en/standard/..%5c..%5ceditions.yaml",
        "/pdf/sample/en/standard/%00ketamine-pain-relief-summary.pdf",
        "/pdf/sample/en/standard/ketamine-pain-relief-summary.pdf%00",
        "/pdf/sample/en/standard/%c0%ae%c0%ae%c0%afeditions.yaml",
        "/pdf/sample/en/standard/%ed%a0%80",
        "/pdf/sample/en/standard/%zz",
        f"/pdf/sample/en/standard/{'a' * 7000}",
        "//evil.example/",
        "/static/../server.py",
        "/static/..%2fserver.py",
        "/static/%2e%2e/server.py",
        "/static//etc/passwd",
        "/static/desk.css%00",
        "/fonts/..%2f..%2fREADME.md",
        "/b/..%2f../en",
        "/.git/config",
        "/editions.yaml",
    ],
)
def test_names_lead_to_nothing_that_is_not_on_the_shelf(desk: Opened, path: str) -> None:
    assert said(desk, f"GET {path} HTTP/1.1\r\nHost: HOST\r\n{END}") == [404]


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"{number}" for number in range(1400)),
        ";" * 1400,
        "&" * 7000,
    ],
    ids=["keys", "semicolons", "ampersands"],
)
def test_an_address_asks_for_a_bounded_number_of_things(desk: Opened, query: str) -> None:
    assert said(desk, f"GET /?{query} HTTP/1.1\r\nHost: HOST\r\n{END}") == [400]


def test_a_form_has_a_bounded_number_of_fields(desk: Opened) -> None:
    with desk.client as client:
        assert client.post("/favourite", content="&".join(map(str, range(2000)))).status_code == 400


@pytest.mark.parametrize("query", ["q=%", "q=%ff%fe", "q=%00", "clinic=", f"q={'%41' * 2000}"])
def test_whatever_is_looked_for_the_shelf_is_shown(desk: Opened, query: str) -> None:
    assert said(desk, f"GET /?{query} HTTP/1.1\r\nHost: HOST\r\n{END}") == [200]


@pytest.mark.parametrize("clinic", ["%0d%0aX:y", "..%2f"])
def test_what_is_no_clinic_is_told(desk: Opened, clinic: str) -> None:
    assert said(desk, f"GET /?clinic={clinic} HTTP/1.1\r\nHost: HOST\r\n{END}") == [410]


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"),
        ("/nothing", "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"),
        (PDF, "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"),
        ("/hello", "default-src 'none'; frame-ancestors 'self'"),
        ("/static/desk.css", "default-src 'none'; frame-ancestors 'self'"),
    ],
)
def test_answers_may_load_only_what_is_ours(desk: Opened, path: str, policy: str) -> None:
    with desk.client as client:
        first, second = client.get(path).headers, client.head(path).headers
    assert first["content-security-policy"].startswith(policy)
    assert "frame-ancestors 'self'" in first["content-security-policy"]
    assert "unsafe-inline" not in policy or path.endswith(".pdf")
    assert first["x-content-type-options"] == "nosniff"
    assert first["cross-origin-opener-policy"] == first["cross-origin-resource-policy"] == "same-origin"
    assert first["referrer-policy"] == "same-origin"
    assert "camera=()" in first["permissions-policy"]
    assert "server" not in first
    assert "cache-control" in first
    assert second["content-length"] == first["content-length"]
    if "nonce" in policy:
        assert first["content-security-policy"] != second["content-security-policy"]


def test_what_went_wrong_is_told_without_a_word_that_was_typed(
    tmp_path: Path, workspace: Path, open_desk: Callable[..., Opened], capfd: pytest.CaptureFixture[str]
) -> None:
    desk = open_desk()
    planted = "jane.doe.4711@example.org"
    with desk.client as client:
        client.get("/", params={"q": planted})
        client.get(f"/pdf/{planted}/en/standard/x.pdf")
        client.post("/", content=f"to={planted}")
        client.post("/mail/draft", data={"to": planted, "h": "breathing.en.standard.handout", "clinic": "one"})
        client.post("/mail/send", data={"to": planted, "h": "breathing.en.standard.handout", "clinic": "one"})
        client.post("/favourite", content="&".join(f"{planted}={number}" for number in range(2000)))
        client.get("/one/infobutton", params={"mainSearchCriteria.v.dn": planted})
    for request in (
        f"GET /?q={planted} HTTP/9.9\r\nHost: HOST\r\n\r\n",
        f"TRACE /?q={planted} HTTP/1.1\r\nHost: HOST\r\n\r\n",
        f"GET /?q={planted} HTTP/1.1\r\nHost: {planted}\r\n{END}",
        f"POST /mail/draft HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Length: 900\r\n{END}to={planted}",
    ):
        with socket.create_connection(("127.0.0.1", int(host(desk).partition(":")[2])), timeout=30) as line:
            line.sendall(request.replace("HOST", host(desk)).encode())
    with desk.client as client:
        assert client.get("/hello").status_code == 200
    desk.process.terminate()
    rest, _ = desk.process.communicate(timeout=30)
    printed = capfd.readouterr()
    assert planted not in rest + printed.out + printed.err
    assert "fault" not in printed.err
    assert "closed" in rest
    written = [path for path in tmp_path.rglob("*") if path.is_file() and planted.encode() in path.read_bytes()]
    assert written == []


def test_beyond_this_machine_one_needs_the_token(open_desk: Callable[..., Opened]) -> None:
    desk = open_desk("--host", "0.0.0.0")
    address, _, token = desk.address.partition("/?token=")
    port = address.rpartition(":")[2]
    here = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=here) as client:
        for path in ("/", PDF, "/nothing", "/one/infobutton"):
            closed = client.get(path)
            assert closed.status_code == 403
            assert "Ask whoever opened the front desk" in closed.text
        assert client.post("/", headers={"Origin": here}, content=b"").status_code == 403
        assert client.get("/static/desk.css").status_code == 200
        for wrong in (f"{token}x", "é"):
            assert client.get("/", params={"token": wrong}).status_code == 403
        assert client.get("/", headers={"Cookie": f"desk-{port}={token}x"}).status_code == 403
        assert not client.cookies
        shown = client.get("/", params={"token": token, "q": '"><b>'})
        assert shown.status_code == 200
        assert token not in shown.text
        assert 'url=/?q=%22%3E%3Cb%3E"' in shown.text
        kept = shown.headers["set-cookie"].lower()
        assert "httponly" in kept
        assert "samesite=strict" in kept
        assert "secure" not in kept
        assert client.get("/").status_code == 200
        assert "Breathing" in client.get("/").text
    with httpx.Client(base_url=here, headers={"Authorization": f"Bearer {token}"}) as client:
        assert client.get("/").status_code == 200
    # A health record shows the token each time, and keeps no cookies.
    asked = {"mainSearchCriteria.v.dn": "breathing", "token": token}
    answer = httpx.get(f"{here}/one/infobutton", params=asked)
    assert answer.status_code == 200
    assert "Breathing at home" in answer.text
    assert token not in answer.text
    assert "set-cookie" not in answer.headers
    assert httpx.get(f"{here}/", headers={"Host": "evil.example"}).status_code == 421
    assert httpx.get(f"{here}/", headers={"Host": f"{socket.gethostname()}:{port}"}).status_code == 403


async def answered(app: ASGIApp, faults: list[str], address: str = "", **asked: Any) -> httpx.Response:
    """Ask a guard that stands before an application of our own, on this machine."""
    guard = Guard(app, Admission.to("127.0.0.1", "127.0.0.1", 8400, address), lambda error: faults.append(told(error)))
    transport = httpx.ASGITransport(app=guard, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=address or "http://127.0.0.1:8400") as client:
        return await client.request(**{"method": "GET", "url": "/", **asked})


def test_a_fault_is_said_on_a_page_and_told_without_its_words() -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("jane.doe@example.org")

    faults: list[str] = []
    answer = asyncio.run(answered(fail, faults))
    assert answer.status_code == 500
    assert "This is a fault of clinicpress, not yours" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "jane.doe" not in answer.text + faults[0]
    assert faults[0].endswith("ValueError")


def test_whoever_goes_away_is_no_fault() -> None:
    async def read(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()
        raise AssertionError("nothing came")

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def nobody(_: Message) -> None:
        raise AssertionError("nobody is there")

    faults: list[str] = []
    guard = Guard(read, Admission.to("127.0.0.1", "127.0.0.1", 8400), lambda error: faults.append(told(error)))
    headers = [(b"host", b"127.0.0.1:8400"), (b"origin", b"http://127.0.0.1:8400"), (b"content-length", b"9")]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    asyncio.run(guard(scope, gone, nobody))
    assert faults == []


@pytest.mark.parametrize(
    ("address", "origin", "status"),
    [
        ("https://desk.example.org", "https://desk.example.org", 200),
        ("https://desk.example.org", "http://desk.example.org", 403),
        ("https://desk.example.org", "http://127.0.0.1:8400", 403),
        ("", "http://127.0.0.1:8400", 200),
    ],
)
def test_behind_another_server_the_desk_has_its_address(address: str, origin: str, status: int) -> None:
    async def keep(scope: Scope, receive: Receive, send: Send) -> None:
        answer = PlainTextResponse(scope["state"]["address"])
        answer.set_cookie("desk-clinic", "one", httponly=True, samesite="strict")
        await answer(scope, receive, send)

    asked = {"method": "POST", "content": b"a=b", "headers": {"Origin": origin}}
    answer = asyncio.run(answered(keep, [], address, **asked))
    assert answer.status_code == status
    if status == 200:
        assert answer.text == origin
        assert ("Secure" in answer.headers["set-cookie"]) is address.startswith("https:")


def test_an_answer_may_bring_a_policy_of_its_own() -> None:
    async def text(scope: Scope, receive: Receive, send: Send) -> None:
        await HTMLResponse("<p>Words", headers={"Content-Security-Policy": TEXT_POLICY})(scope, receive, send)

    answer = asyncio.run(answered(text, []))
    assert answer.headers.get_list("content-security-policy") == [TEXT_POLICY]
