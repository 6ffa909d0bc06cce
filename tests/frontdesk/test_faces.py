"""The faces in which pages are shown."""

from __future__ import annotations

import pytest

from clinicpress.frontdesk.faces import FACES
from tests.desks import Opened


@pytest.mark.parametrize("name", FACES)
def test_faces_are_there(desk: Opened, name: str) -> None:
    with desk.client as client:
        answer = client.get(f"/fonts/{name}")
    assert answer.headers["content-type"] == "font/ttf"
    assert answer.content.startswith(b"\x00\x01\x00\x00")


@pytest.mark.parametrize("name", ["OFL.txt", "..%2fcatalog.yaml", "text-500.ttf"])
def test_nothing_else_is(desk: Opened, name: str) -> None:
    with desk.client as client:
        assert client.get(f"/fonts/{name}").status_code == 404
