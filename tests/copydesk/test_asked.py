"""What marketing's pages ask, as it is read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from clinicpress.copydesk.asked import Saved, Typed, asked, read


def request(*parts: bytes) -> Request:
    left = [{"type": "http.request", "body": part, "more_body": True} for part in parts]

    async def receive() -> dict[str, Any]:
        return left.pop(0) if left else {"type": "http.request", "body": b"", "more_body": False}

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


def test_what_comes_in_parts_is_read_whole_up_to_its_bound() -> None:
    assert asyncio.run(read(request(b"ab", b"cd"), 4)) == b"abcd"
    with pytest.raises(HTTPException) as caught:
        asyncio.run(read(request(b"ab", b"cde"), 4))
    assert caught.value.status_code == 413


def test_a_text_with_its_changes() -> None:
    sent = asyncio.run(asked(request(b'{"text": "a", "changes": [{"op": "move", "path": ["x", 1], "to": 0}]}'), Typed))
    assert (sent.text, sent.changes[0].op) == ("a", "move")


@pytest.mark.parametrize("body", [b"{}", b'{"text": "a"}', b'{"text": "a", "base": 1}', b"\xff"])
def test_what_is_no_text_to_save_is_refused(body: bytes) -> None:
    with pytest.raises(HTTPException) as caught:
        asyncio.run(asked(request(body), Saved))
    assert caught.value.status_code == 400
