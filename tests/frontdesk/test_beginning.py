"""An empty folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.desks import Opened


def test_an_empty_folder_becomes_a_workspace_by_one_button(open_desk: Callable[..., Opened], tmp_path: Path) -> None:
    root = tmp_path / "new"
    root.mkdir()
    (root / ".DS_Store").write_bytes(b"")
    desk = open_desk(root=root)
    with desk.client as client:
        assert "This folder is empty. Make a workspace here?" in client.get("/").text
        assert client.get("/b/anything/en").text.count("<form") == 1
        assert client.post("/begin", headers={"Origin": "http://evil.example"}).status_code == 403
        letter = root / "letter.txt"
        letter.write_text("Dear", encoding="utf-8")
        kept = client.post("/begin")
        assert kept.status_code == 409
        assert "This folder is not empty" in kept.text
        assert sorted(path.name for path in root.iterdir()) == [".DS_Store", "letter.txt"]
        letter.unlink()
        made = client.post("/begin", follow_redirects=True)
        assert made.status_code == 200
        assert "Make a workspace" not in made.text
        assert (root / "editions.yaml").is_file()
        assert client.post("/begin").status_code == 404
