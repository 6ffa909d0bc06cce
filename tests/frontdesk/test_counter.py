"""The shelf of the moment."""

from __future__ import annotations

from collections.abc import Callable

from tests.frontdesk.conftest import Opened


def test_what_is_saved_is_on_the_shelf_when_it_is_next_looked_at(open_desk: Callable[..., Opened]) -> None:
    desk = open_desk()
    brochure = desk.root / "brochures/breathing/en.yaml"
    with desk.client as client:
        assert "Breathing at home" in client.get("/").text
        brochure.write_text(
            brochure.read_text(encoding="utf-8").replace("Breathing at home", "Breathing outside"), encoding="utf-8"
        )
        pages = (client.get("/").text for _ in range(1000))
        assert any("Breathing outside" in page for page in pages)
