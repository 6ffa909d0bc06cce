"""Styles and programs of the pages."""

from __future__ import annotations

from clinicpress.frontdesk.assets import address
from tests.desks import Opened


def test_a_file_is_kept_for_good_under_the_name_of_its_content_and_asked_for_again_under_others(desk: Opened) -> None:
    with desk.client as client:
        lasting, other = client.get(address("desk.css")), client.get("/static/desk.css?v=0")
        assert "immutable" in lasting.headers["cache-control"]
        assert other.headers["cache-control"] == "no-cache"
        assert lasting.headers["content-type"] == "text/css; charset=utf-8"
        assert client.get(address("icon.svg")).headers["content-type"] == "image/svg+xml"
        again = client.get("/static/desk.css", headers={"If-None-Match": f'"x", W/{other.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get("/static/desk.css", headers={"If-None-Match": '"x"'}).content == lasting.content


def test_pages_ask_for_files_by_their_content(desk: Opened) -> None:
    with desk.client as client:
        assert address("desk.css") in client.get("/").text
