"""SVG pictures on a page of 100 by 100 pixels, drawn alone and looked at."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from clinicpress.artwork.pictures import Art, load_art
from clinicpress.drawing.canvas import drawn_alone
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain
from clinicpress.workspace.disk import Disk
from tests.reading import pictures_of

EN = "brochures/breathing/en.yaml"
HERE = Place(EN, 11, 25)
BLACK, RED, GREEN, BLUE, WHITE = (0, 0, 0), (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
PAGE = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'


def page(body: str) -> str:
    """Make an SVG of 100 × 100."""
    return f"{PAGE}\n{body}\n</svg>"


def load(folder: Path, content: str | bytes, faces: Chain, name: str = "a.svg") -> Art:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return load_art(Disk(folder), name, HERE, faces)


def shown(art: Art, faces: Chain, size: int = 100) -> Image.Image:
    """Draw a picture alone and look at it."""
    pdf = drawn_alone(art, (size * 0.75, size * 0.75), faces[0])
    return pictures_of(pdf, 96)[0].convert("RGB")


def alike(color: Any, wanted: tuple[int, int, int], by: int = 4) -> bool:
    return all(abs(is_ - should) <= by for is_, should in zip(color, wanted, strict=True))


def told(folder: Path, content: str | bytes, faces: Chain, name: str = "a.svg") -> list[str]:
    """Return what is said about a picture; all of it stands at the line that names the picture."""
    with pytest.raises(InputProblems) as caught:
        load(folder, content, faces, name)
    assert {problem.place for problem in caught.value.problems} == {HERE}
    assert all(problem.hint and f"“{name}”" in problem.message for problem in caught.value.problems)
    return [problem.message for problem in caught.value.problems]


BOX = '<rect id="b" width="40" height="40"/>'


def saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
