"""The pictures of folded leaflets: those of the gallery are what is printed, folded where the files say."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from docs.folded import LOOKS, SLUGS, pictures
from docs.gallery import GALLERY
from tests.conftest import ROOT
from tests.pictures import compare_pictures


@pytest.fixture(scope="module")
def made() -> dict[str, Image.Image]:
    """All pictures, made anew."""
    return dict(pictures())


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("look", LOOKS)
def test_the_gallery_shows_both_leaflets_in_both_looks_as_they_are(
    look: str, slug: str, made: dict[str, Image.Image]
) -> None:
    """Renew them with `make gallery`."""
    name = f"{slug}-trifold-{look}"
    compare_pictures([made[name]], [GALLERY / f"{name}.png"])


def test_each_of_them_is_shown_to_people() -> None:
    pages = (ROOT / "README.md", ROOT / "docs" / "changing-the-look.md")
    shown = {name for page in pages for name in re.findall(r"gallery/([\w-]+trifold-\w+)", page.read_text("utf-8"))}
    assert shown == {f"{slug}-trifold-{look}" for slug in SLUGS for look in LOOKS}
