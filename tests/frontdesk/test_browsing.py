"""The shelf's page."""

from __future__ import annotations

from tests.frontdesk.conftest import Opened


def test_the_shelf_shows_all_brochures(desk: Opened) -> None:
    with desk.client as client:
        page = client.get("/").text
    assert "IV Ketamine and Fibromyalgia" in page
    assert "Ketamine in Pain Relief" in page
