"""Printing conditions: ours by name, others by file, and what is none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ImageCms

from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.printshop.conditions import FOLDER, condition_of, is_metric
from clinicpress.readback.finished import Box


@pytest.mark.parametrize(("name", "identifier"), [("gracol", "CGATS TR 006"), ("FOGRA39", "FOGRA39")])
def test_ours_are_profiles_of_presses(name: str, identifier: str) -> None:
    found = condition_of(name)
    profile = ImageCms.ImageCmsProfile(io.BytesIO(found.profile)).profile
    assert found.identifier == identifier
    assert (profile.device_class.strip(), profile.xcolor_space.strip()) == ("prtr", "CMYK")
    assert profile.version < 4.4, "no newer than PDF 1.6 knows"


def test_each_profile_says_where_its_data_are_from() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "ANSI CGATS/GRACoL TR 006-2007" in told
    assert all(f"`{file.name}`" in told for file in FOLDER.glob("*.icc"))


def test_without_a_word_it_is_that_of_us_print_shops() -> None:
    assert condition_of("") == condition_of("gracol")


def test_a_print_shop_may_send_its_own(tmp_path: Path) -> None:
    file = tmp_path / "house.icc"
    file.write_bytes(condition_of("fogra39").profile)
    found = condition_of(str(file))
    assert (found.identifier, found.said) == ("Custom", "FOGRA39L Coated")


def test_what_is_no_condition_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean “gracol”"):
        condition_of("gracoll")
    with pytest.raises(InputProblems, match="there is no such profile"):
        condition_of(str(tmp_path / "none.icc"))
    file = tmp_path / "some.icc"
    file.write_bytes(b"nothing")
    with pytest.raises(InputProblems, match="this is no ICC profile"):
        condition_of(str(file))
    file.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    with pytest.raises(InputProblems, match="is not of a press's four inks"):
        condition_of(str(file))


def test_papers_in_millimetres_are_known_by_their_sides() -> None:
    assert is_metric(Box(0, 0, 595.28, 841.89)) and is_metric(Box(10, 10, 10 + 1190.55, 10 + 841.89))
    assert not is_metric(Box(0, 0, 612, 792))
