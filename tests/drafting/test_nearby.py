"""Files beside an article are read, and none from elsewhere; pictures are known by what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.drafting.nearby import kind_of, nearby


@pytest.mark.parametrize("name", ["../out.png", "gone.png", "", "\0", "x" * 999, "in/link.png", "/etc/hostname"])
def test_nothing_elsewhere_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "here" / "in").mkdir(parents=True)
    (tmp_path / "out.png").write_bytes(b"x")
    (tmp_path / "here" / "in" / "link.png").symlink_to(tmp_path / "out.png")
    assert nearby(tmp_path / "here", name) is None


def test_files_below_are_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.png").write_bytes(b"x")
    assert nearby(tmp_path, "in/a.png") == b"x"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\nrest", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"<?xml version='1.0'?>\n<!-- by hand -->\n<svg xmlns=''>", ".svg"),
        (b"<html><svg>", ""),
        (b"GIF89a", ""),
        (b"", ""),
    ],
)
def test_kinds(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
