"""The parcel: what a press may read travels, the same bytes for the same files, and nothing else does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clinicpress.building.parcel import pack, unpack
from clinicpress.ground.problems import InputProblems
from tests.conftest import WORKSPACE
from tests.folders import write


def unpacked(workspace: Path, folder: Path) -> dict[str, str]:
    unpack(pack(workspace), folder)
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_what_a_press_may_read_travels_and_nothing_else(workspace: Path, tmp_path: Path) -> None:
    own = {"templates/icons/own.svg": "<svg/>", "fonts/catalog.yaml": "x", "clinics/ü.yaml": "name: Ü\n"}
    write(workspace, {**own, "build/manifest.json": "{}", ".git/config": "x", "notes.txt": "x"})
    assert unpacked(workspace, tmp_path / "copy") == dict(sorted({**WORKSPACE, **own}.items()))


def test_an_empty_workspace_is_a_parcel_too(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert unpacked(tmp_path / "empty", tmp_path / "copy") == {}


def test_links_are_followed_inside_the_workspace_only(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("name: Secret\n", encoding="utf-8")
    clinics = workspace / "clinics"
    (clinics / "inside.yaml").symlink_to("one.yaml")
    (clinics / "outside.yaml").symlink_to(tmp_path / "secret.yaml")
    (clinics / "round").symlink_to(".")
    (clinics / "itself.yaml").symlink_to("itself.yaml")
    files = unpacked(workspace, tmp_path / "copy")
    assert files["clinics/inside.yaml"] == WORKSPACE["clinics/one.yaml"]
    assert not {"clinics/round/one.yaml", "clinics/itself.yaml"} & files.keys()
    assert "Secret" not in "".join(files.values())
    assert os.path.lexists(tmp_path / "copy/clinics/outside.yaml")


def test_dates_and_order_do_not_change_the_bytes(workspace: Path, tmp_path: Path) -> None:
    packed = pack(workspace)
    write(tmp_path / "other", dict(reversed(WORKSPACE.items())))
    for path in (tmp_path / "other").rglob("*"):
        os.utime(path, (1, 1))
    assert pack(tmp_path / "other") == packed
    write(workspace, {"clinics/one.yaml": "name: Other\n"})
    assert pack(workspace) != packed


def test_a_file_that_cannot_be_read_is_told(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError(13, os.strerror(13), str(self))

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(InputProblems, match=r"“brochures/breathing/en\.yaml” cannot be read: Permission denied"):
        pack(workspace)
