"""The front desk as a program that is opened and closed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import Finished
from tests.desks import Opened
from tests.frontdesk.raw import connected, host, place, read_all, statuses


def living(mark: str) -> list[str]:
    """List the processes whose surroundings hold a mark."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found


@pytest.fixture
def place_for_drafts() -> Iterator[Path]:
    """A folder with a short name: workers listen at a socket in it, whose path may have a hundred letters."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_it_ends_in_good_order_with_all_that_it_began(
    place_for_drafts: Path, open_desk: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setenv("TMPDIR", str(place_for_drafts))
    desk = open_desk()
    with desk.client as client, connected(desk) as half, connected(desk) as printing:
        assert client.get("/").status_code == 200
        half.sendall(b"GET / HTTP/1.1\r\nHo")
        request = f"GET /pdf/one/en/standard/breathing-handout.pdf HTTP/1.1\r\nHost: {host(desk)}\r\n\r\n"
        printing.sendall(request.encode())
        assert len(living(str(place_for_drafts))) > 1
        desk.process.send_signal(number)
        assert desk.process.wait(30) == 0
        assert statuses(read_all(printing)) in ([], [200])
    assert desk.process.stdout is not None
    assert desk.process.stdout.read() == "The front desk is closed.\n"
    assert living(str(place_for_drafts)) == []
    assert list(place_for_drafts.iterdir()) == []


def test_what_listens_at_the_port_already_is_told_with_a_port_that_is_free(
    desk: Opened, workspace: Path, press: Callable[..., Finished]
) -> None:
    port = str(place(desk)[1])
    same = press("serve", "--workspace", str(desk.root), "--port", port)
    assert same.status == 2
    assert f"the front desk of this folder is open already: {desk.address}/" in same.err
    other = press("serve", "--workspace", str(workspace), "--port", port)
    assert other.status == 2
    assert f"another front desk is open at port {port} already\n  hint: choose another port: --port " in other.err
    edit = press("serve", "--workspace", str(desk.root), "--port", port, "--edit")
    assert "another front desk" in edit.err


@pytest.mark.parametrize("wanted", ["203.0.113.9", "no such host.invalid", "256.1.1.1"])
def test_an_address_that_is_not_ours_is_told(press: Callable[..., Finished], workspace: Path, wanted: str) -> None:
    ended = press("serve", "--workspace", str(workspace), "--port", "0", "--host", wanted)
    assert ended.status == 2
    assert "--host 127.0.0.1 is for this machine alone" in ended.err


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "This is not here"),
        ("/pdf/one/en/standard/nothing.pdf", 404, "This is not here"),
    ],
)
def test_what_cannot_be_shown_is_said_on_a_page(desk: Opened, path: str, status: int, words: str) -> None:
    with desk.client as client:
        answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_what_cannot_be_printed_is_told_and_all_else_is_printed(open_desk: Callable[..., Opened]) -> None:
    desk = open_desk()
    broken = desk.root / "brochures/broken/en.yaml"
    broken.parent.mkdir()
    text = (desk.root / "brochures/breathing/en.yaml").read_text(encoding="utf-8")
    # It can be read, and cannot be printed: a picture is missing.
    figure = "      - figure: {image: figures/none.png, alt: Nothing}\n    summary:"
    broken.write_text(text.replace("    summary:", figure), encoding="utf-8")
    with desk.client as client:
        answers = (client.get("/pdf/one/en/standard/broken-handout.pdf") for _ in range(1000))
        answer = next(each for each in answers if each.status_code != 404)
        assert answer.status_code == 409
        assert "brochures/broken/en.yaml" in answer.text
        assert "figures/none.png" in answer.text
        broken.write_text("title: [\n", encoding="utf-8")
        for path in ("/pdf/one/en/standard/broken-handout.pdf", "/b/broken/en"):
            answers = (client.get(path) for _ in range(1000))
            answer = next(each for each in answers if "figures/none.png" not in each.text)
            assert answer.status_code == 409
            assert "brochures/broken/en.yaml, line 2" in answer.text
        basket = "clinic=one&h=breathing.en.standard.handout"
        for path in ("/b/broken/en", "/no/such/page"):
            assert f'href="/?{basket}"'.replace("&", "&amp;") in client.get(f"{path}?{basket}").text
        assert client.get("/pdf/one/en/standard/breathing-handout.pdf").content.startswith(b"%PDF")
