"""Requests that no page of ours makes."""

from __future__ import annotations

import httpx
import pytest

from tests.frontdesk.conftest import Opened


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", ""])
def test_another_host_is_not_served(desk: Opened, host: str) -> None:
    assert httpx.get(f"{desk.address}/", headers={"Host": host}).status_code in (400, 421)


def test_answers_may_load_only_what_is_ours(desk: Opened) -> None:
    headers = httpx.get(f"{desk.address}/").headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["x-content-type-options"] == "nosniff"
