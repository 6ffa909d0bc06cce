"""Attacks on story templates: how they are made, and what is said against them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.press.gather import Parts, gather
from clinicpress.story.answers import Answers
from clinicpress.story.markup import Tag
from clinicpress.story.rendering import tell
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

SAMPLER = ROOT / "tests" / "workspaces" / "sampler"
JOB = Job("plum", "en", "standard", "every-block", "handout")
STORY = "templates/handout/story.html.j2"
BLOCKS = "templates/_blocks.html.j2"
SHIPPED = {name: (ROOT / name).read_text(encoding="utf-8") for name in (STORY, BLOCKS)}
BEGIN = "<story>\n"
LINE = SHIPPED[STORY].split(BEGIN)[0].count("\n") + 2
"""The line of the story's template on which an attack stands."""


@cache
def parts() -> Parts:
    catalog = Catalog(Disk(SAMPLER))
    return gather(catalog, JOB, Answers(catalog.clinic(JOB.clinic)))


def told(folder: Path, files: dict[str, str]) -> Tag:
    """Tell the story of the sampler's brochure with other templates."""
    clinic = f"clinics/{JOB.clinic}.yaml"
    for name, text in {**files, clinic: (SAMPLER / clinic).read_text(encoding="utf-8")}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return tell(Catalog(Disk(folder)), JOB, parts().matter, parts().design)


def attacked(attack: str) -> dict[str, str]:
    """Return the shipped story with an attack at its begin."""
    assert BEGIN in SHIPPED[STORY]
    return {STORY: SHIPPED[STORY].replace(BEGIN, f"{BEGIN}{attack}\n", 1)}


def edited(name: str, old: str, new: str) -> dict[str, str]:
    assert old in SHIPPED[name]
    return {name: SHIPPED[name].replace(old, new)}


def refused(folder: Path, files: dict[str, str]) -> str:
    """Return what is said against templates, which must be at a place in one of them."""
    with pytest.raises(InputProblems) as caught:
        told(folder, files)
    assert all(problem.place.file.startswith("templates/") for problem in caught.value.problems), caught.value
    assert not re.search(r"0x[0-9a-f]{6}|<class|object at|Traceback|\.py\b", str(caught.value))
    return str(caught.value)


POINTS = "".join(line for line in SHIPPED[BLOCKS].splitlines(keepends=True) if "points-title" in line)
PROS, CONS = (
    f"{{% for item in block.pros_cons.{name} %}}<li>{{{{ item|inline }}}}</li>{{% endfor %}}"
    for name in ("pros", "cons")
)
FOR, AGAINST = (f'<p class="points-title">{{{{ labels.{name} }}}}</p>' for name in ("pros", "cons"))


def cell(label: str, points: str, after: str = "") -> str:
    return f"<cell>{label}<ul>{points}</ul>{after}</cell>\n"
