"""The files that the front desk hands out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.building.build import build
from clinicpress.content.edition import Wanted
from tests.desks import Opened


def test_a_file_has_the_bytes_that_build_writes(desk: Opened, tmp_path: Path) -> None:
    build(desk.root, tmp_path, Wanted(["ketamine-pain-relief"], ["sample"], layouts=["summary"]))
    path = "sample/en/standard/ketamine-pain-relief-summary.pdf"
    with desk.client as client:
        assert client.get(f"/pdf/{path}").content == (tmp_path / path).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "pdf/sample/en/standard/no-such-handout.pdf",
        "pdf/..%2f..%2fclinics/sample.yaml/x/y",
        "picture/sample/en/standard/ketamine-pain-relief-handout.pdf/%D9%A1.png",
        f"picture/sample/en/standard/ketamine-pain-relief-handout.pdf/{'9' * 5000}.png",
    ],
)
def test_what_is_not_on_the_shelf_is_not_found(desk: Opened, path: str) -> None:
    with desk.client as client:
        assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "pdf/sample/en/standard/ketamine-pain-relief-summary.pdf",
        "picture/sample/en/standard/ketamine-pain-relief-summary.pdf/1.png",
    ],
)
def test_what_somebody_has_already_is_not_sent_again(desk: Opened, path: str) -> None:
    with desk.client as client:
        first = client.get(f"/{path}")
        assert first.headers["cache-control"] == "private, no-cache"
        assert first.headers["etag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
        known = client.get(f"/{path}", headers={"If-None-Match": first.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")
        assert known.headers["etag"] == first.headers["etag"]
        assert client.get(f"/{path}", headers={"If-None-Match": '"other"'}).content == first.content
        heads = client.head(f"/{path}")
        assert (heads.content, heads.headers["content-length"]) == (b"", str(len(first.content)))


def test_a_file_is_handed_out_whole_whichever_part_is_asked_for(desk: Opened) -> None:
    path = "/pdf/sample/en/standard/ketamine-pain-relief-summary.pdf"
    with desk.client as client:
        whole = client.get(path)
        assert whole.headers["accept-ranges"] == "none"
        for part in ("bytes=0-99", "bytes=-100", "bytes=5-1", "bytes=0-0,5-9", f"bytes=0-{'9' * 5000}", "x"):
            answer = client.get(path, headers={"Range": part, "If-Range": whole.headers["etag"]})
            assert (answer.status_code, answer.content) == (200, whole.content)


def test_what_is_for_printers_alone_is_printed_and_goes_nowhere_else(
    workspace: Path, open_desk: Callable[..., Opened], tmp_path: Path
) -> None:
    """An edition of sheets, which stands first: the bytes of `build`, and neither mailed nor shown for a code."""
    asks = "layouts: [handout], as: repeat, sheet: tabloid, label: Many"
    text = f"editions:\n  many: {{theme: calm, {asks}}}\n  standard: {{theme: calm, layouts: [handout]}}\n"
    (workspace / "editions.yaml").write_text(text, encoding="utf-8")
    build(workspace, tmp_path / "out", Wanted(clinics=["one"]))
    sheets, usual = (f"one/en/{edition}/breathing-handout.pdf" for edition in ("many", "standard"))
    with open_desk().client as client:
        assert client.get(f"/pdf/{sheets}").content == (tmp_path / "out" / sheets).read_bytes()
        shelf = client.get("/?clinic=one").text
        assert f'href="/pdf/{usual}"' in shelf and f'href="/pdf/{sheets}"' not in shelf
        first = client.get("/b/breathing/en?clinic=one").text
        other = client.get("/b/breathing/en?clinic=one&edition=many&layout=handout").text
        assert f"/pdf/{usual}" in first and 'id="mail"' in first and 'id="share"' in first
        assert f"/pdf/{sheets}" in other and 'id="mail"' not in other and 'id="share"' not in other
        refused = client.get("/mail?clinic=one&h=breathing.en.many.handout")
        assert (refused.status_code, "made for a printer" in refused.text) == (409, True)
        asked = {"mainSearchCriteria.v.dn": "Breathing", "knowledgeResponseType": "application/json"}
        told = client.get("/one/infobutton", params=asked).text
        assert usual in told and sheets not in told
