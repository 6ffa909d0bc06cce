"""The addresses of marketing's desk: they are there with --edit alone, and take nothing that is not meant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import WORKSPACE
from tests.desks import Opened, opened

HERE = "/edit/brochures/breathing/en"
NAME = "brochures/breathing/en.yaml"
TEXT = WORKSPACE[NAME]
JOB = {"clinic": "one", "edition": "standard", "layout": "handout"}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A desk on which may be edited; what it holds is put back by those who change it."""
    root = tmp_path_factory.mktemp("room")
    # A brochure may be called as the folder of the clinics is.
    for name, text in {**WORKSPACE, "brochures/clinics/en.yaml": TEXT}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with opened(root, "--edit") as desk:
        yield desk


@pytest.fixture
def client(room: Opened) -> Iterator[httpx.Client]:
    with room.client as client:
        yield client
    (room.root / NAME).write_text(TEXT, encoding="utf-8")


def test_without_edit_there_is_nothing_to_edit(workspace: Path) -> None:
    with opened(workspace) as desk, desk.client as client:
        for path in ("/edit", HERE, "/edit/clinics/one", "/edit/editions", "/edit/sources", "/edit/schema/clinic.json"):
            assert client.get(path).status_code == 404, path
        for path in (f"{HERE}/save", f"{HERE}/form", "/edit/new/brochure?slug=x&language=en", "/edit/new/clinic"):
            assert client.post(path, json={"text": "x", "base": ""}).status_code in (404, 405), path
    assert (workspace / NAME).read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "path",
    ["", "/clinics/one", "/clinics/house", "/editions", "/sources", "/brochures/breathing/en", "/brochures/clinics/en"],
)
def test_each_file_has_a_page(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/edit{path}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "/clinics/two",
        "/brochures/sleep/en",
        "/brochures/breathing/es",
        "/brochures/..%2f..%2fx/en",
        "/schema/theme.json",
    ],
)
def test_a_name_of_nothing_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(f"/edit{path}").status_code == 404
    assert client.post(f"/edit{path}/form", json={"text": ""}).status_code in (404, 405)


def test_a_change_answers_with_the_new_text_and_form(client: httpx.Client) -> None:
    change = {"op": "set", "path": ["sections", 0, "body", 0, "paragraph"], "value": "Lie down."}
    told = client.post(f"{HERE}/form", json={"text": TEXT, "changes": [change]}).json()
    assert told["text"] == TEXT.replace("Sit upright. Breathe out **slowly**. [@guide]", "Lie down.")
    assert told["form"]["fields"][0]["value"] == "Breathing at home"


def test_a_text_that_yaml_cannot_read_has_no_form_and_says_why(client: httpx.Client) -> None:
    assert client.post(f"{HERE}/form", json={"text": "title: ["}).json() == {"text": "title: [", "form": None}
    told = client.post(f"{HERE}/proof", json={"text": "title: [", "job": JOB}).json()
    assert "key" not in told and told["problems"][0]["own"] and told["problems"][0]["line"] == 1


def test_a_proof_has_pictures_and_places(client: httpx.Client) -> None:
    told = client.post(f"{HERE}/proof", json={"text": TEXT.replace("Sit upright", "Lie down"), "job": JOB}).json()
    spots = {spot["words"]: spot["path"] for spot in told["spots"]}
    assert spots["Lie down. Breathe out **slowly**. [@guide]"] == ["sections", 0, "body", 0, "paragraph"]
    picture = client.get(f"/edit/proof/{told['key']}/1-1.png")
    assert picture.content.startswith(b"\x89PNG")
    for odd in (f"{told['key']}/1-3.png", f"{told['key']}/0-1.png", f"{'0' * 64}/1-1.png"):
        assert client.get(f"/edit/proof/{odd}").status_code == 404


def test_problems_come_with_the_path_of_their_field(client: httpx.Client) -> None:
    told = client.post(f"{HERE}/proof", json={"text": TEXT.replace("2026-11-22", "soon"), "job": JOB}).json()
    assert [problem["path"] for problem in told["problems"]] == [["published"]]
    sources = WORKSPACE["brochures/sources.yaml"] + "third: {short: x}\n"
    job = {**JOB, "slug": "breathing", "language": "en"}
    told = client.post("/edit/sources/proof", json={"text": sources, "job": job}).json()
    assert [problem["path"] for problem in told["problems"]] == [["third", "full"]] and told["pages"]


def test_a_job_of_nothing_is_not_shown(client: httpx.Client) -> None:
    answer = client.post(f"{HERE}/proof", json={"text": TEXT, "job": {**JOB, "clinic": "../one"}})
    assert answer.status_code == 404 and answer.json()["message"]


def test_check_and_compare(client: httpx.Client) -> None:
    text = TEXT.replace("Sit upright", "Lie down")
    found = client.post(f"{HERE}/compare", json={"text": text}).json()
    assert found["words"] and found["headings"][0]["name"] == "How to do it"
    report = client.post(f"{HERE}/check", json={"text": text, "job": JOB}).json()
    assert report["settle"] and report["rows"]


def test_a_text_is_saved_once_and_only_over_the_one_that_it_was_made_from(client: httpx.Client, room: Opened) -> None:
    text = TEXT.replace("Sit upright", "Lie down")
    sent = {"text": text, "base": hashlib.sha256(TEXT.encode()).hexdigest()}
    assert client.post(f"{HERE}/save", json=sent).json() == {"base": hashlib.sha256(text.encode()).hexdigest()}
    answer = client.post(f"{HERE}/save", json={**sent, "text": TEXT + "# other\n"})
    assert (answer.status_code, answer.json()["text"]) == (409, text)
    assert (room.root / NAME).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"no json", 400),
        (b'{"text": 1}', 400),
        (b'{"text": "\\ud800"}', 400),
        (b'{"text": "", "more": 1}', 400),
        (b'{"text": "", "changes": [{"op": "shell", "path": []}]}', 400),
        (b'{"text": "", "changes": [' + b",".join([b'{"op": "unset", "path": ["x"]}'] * 201) + b"]}", 400),
        (b'{"text": "title: x", "changes": [{"op": "unset", "path": ["y"]}]}', 422),
        (b'{"text": "' + b"x" * 1_000_001 + b'"}', 413),
    ],
)
def test_what_none_of_our_pages_sends_is_refused(client: httpx.Client, body: bytes, status: int) -> None:
    answer = client.post(f"{HERE}/form", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status


@pytest.mark.parametrize("headers", [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}])
def test_other_pages_cannot_save(client: httpx.Client, room: Opened, headers: dict[str, str]) -> None:
    sent: dict[str, Any] = {"text": "title: x", "base": hashlib.sha256(TEXT.encode()).hexdigest(), "despite": True}
    assert client.post(f"{HERE}/save", json=sent, headers=headers).status_code == 403
    assert (room.root / NAME).read_text(encoding="utf-8") == TEXT


def test_a_picture_is_looked_at_before_it_is_kept(client: httpx.Client, room: Opened) -> None:
    answer = client.post(
        f"{HERE}/picture?name=x.png", content=b"<html>", headers={"Content-Type": "application/octet-stream"}
    )
    assert answer.status_code == 422 and "x.png" in answer.json()["message"]
    assert not (room.root / "brochures/breathing/figures").exists()
    large = b"x" * 25_000_001
    answer = client.post(f"{HERE}/picture?name=x.png", content=large, headers={"Content-Type": "image/png"})
    assert answer.status_code == 413


def test_schemas_are_those_for_editors(client: httpx.Client) -> None:
    assert client.get("/edit/schema/brochure.json").json()["properties"]["title"]
