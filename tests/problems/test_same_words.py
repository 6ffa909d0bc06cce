"""What `build` refuses, `check` refuses, too, in the same words at the same places, and it writes nothing.

`test_cases` compares the two for mistakes that stand in one file; here are those that need more than
one, and those that show only when the pages are laid out or a clinic is put on them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.artwork import easel
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.folders import EXAMPLE, LUNGS, soon_empty, stamps, write
from tests.said import errors

EN = "brochures/breathing/en.yaml"
ONE = "clinics/one.yaml"
STORY = "templates/handout/story.html.j2"
GOOD = WORKSPACE[EN]
CLINIC = WORKSPACE[ONE]
HANDOUT = (ROOT / STORY).read_text(encoding="utf-8")
POINT = "      - A point that says a lot, and then some more of the same.\n"
LONG = "Ask your doctor. " * 120
Press = Callable[..., Finished]


def edition(theme: str = "calm", layout: str = "handout") -> str:
    return f"editions:\n  standard: {{theme: {theme}, layouts: [{layout}]}}\n"


def theme(text: str) -> dict[str, str]:
    return {"templates/themes/odd.yaml": f"extends: calm\n{text}\n", "editions.yaml": edition("odd")}


def brochure(old: str, new: str) -> dict[str, str]:
    assert old in GOOD
    return {EN: GOOD.replace(old, new)}


def story(old: str, new: str) -> dict[str, str]:
    assert old in HANDOUT
    return {STORY: HANDOUT.replace(old, new)}


TROUBLES: dict[str, tuple[dict[str, str], str]] = {
    "a character that no font has": (brochure("Sit upright", "Sit ☃ upright"), "no font has the character “☃”"),
    "one in a source": (
        {"brochures/sources.yaml": WORKSPACE["brochures/sources.yaml"].replace("Doe J.", "Doe ꀀ.")},
        "no font has the character “ꀀ”",
    ),
    "one in a clinic's name": ({ONE: CLINIC.replace("Test", "Tést ☃")}, "no font has the character “☃”"),
    "one in a figure": (
        {
            EN: GOOD.replace("    summary:", "      - figure: {image: lungs.svg, alt: Lungs}\n    summary:"),
            "brochures/breathing/lungs.svg": LUNGS.replace(">Lungs<", ">☃<"),
        },
        "☃",
    ),
    "pale text": (theme("colors: {ink: '#AAAAAA'}"), "too pale"),
    "a pale footer": (theme("styles: {footer: {color: hair}}"), "too pale"),
    "a small footer": (theme("styles: {footer: {size: 3, leading: 4}}"), "from 9 to 200"),
    "a pale brand colour": ({ONE: CLINIC.replace("#0F5A66", "#7F7F7F")}, "the brand colour #7F7F7F is too pale"),
    "a summary of two pages": (
        {"editions.yaml": edition(layout="summary"), EN: GOOD + POINT * 60},
        "the summary is too long for one page",
    ),
    "a high footer": (brochure("sections:", f"disclaimer: {LONG}\nsections:"), "of the page high"),
    "a high footer of large type": (
        {**brochure("sections:", f"disclaimer: {LONG}\nsections:"), "editions.yaml": edition("large-print")},
        "of the page high",
    ),
    "an imprint that is too high": ({ONE: f"name: {'A very long name ' * 50}\n"},
                                    "this text has no room in the box on page 1"),
    "a footer without room for the clinic": (
        {**story('<slot name="imprint">', ""), ONE: f"name: {'A very long name of a clinic ' * 50}\n"},
        "this text has no room in the footers",
    ),
    "a story that leaves out sentences": (
        story("{{ blocks(section.body, labels, level) }}", ""),
        "leaves out the text",
    ),
    "a story with an unknown name": (story("</header>", "</header><p>{{ titel }}</p>"), "titel"),
    "a story that is not closed": ({STORY: "<story>\n<p>{{ title.head</p>\n</story>\n"}, "template: "),
    "a layout without a story": (
        {"templates/poster/layout.yaml": (ROOT / "templates/handout/layout.yaml").read_text(encoding="utf-8"),
         "editions.yaml": edition(layout="poster")},
        "story.html.j2",
    ),
    "no locale": (
        {"brochures/breathing/no.yaml": GOOD.replace("language: en", "language: no")},
        "there is no locale for the language “no”",
    ),
    "a broken source that no brochure lists": (
        {"brochures/sources.yaml": WORKSPACE["brochures/sources.yaml"].replace("  full: Roe J.", "  ful: Roe J.")},
        "unknown key “ful”",
    ),
    "a file that is not read": ({"brochures/breathing/es.yml": GOOD}, "this file is not read"),
    "a matrix that names nothing": (
        {"editions.yaml": f"{edition()}matrix: {{clinics: [on]}}\n"}, "unknown clinic “on”",
    ),
    "a strip over the words": (
        {"templates/handout/layout.yaml": (ROOT / "templates/handout/layout.yaml").read_text(encoding="utf-8").replace(
            "first_page:\n  top: 90", "first_page:\n  top: 40")},
        "“strip” reaches to 76 points",
    ),
    "a broken picture": (
        {EN: GOOD.replace("    summary:", "      - figure: {image: a.png, alt: A}\n    summary:"),
         "brochures/breathing/a.png": "no picture"},
        "is a text; pictures are SVG, PNG",
    ),
    "many things at once": (
        {
            EN: GOOD.replace("heading:", "headnig:"),
            "brochures/sleep/en.yaml": GOOD.replace("[@guide]", "[@gide] ☃"),
            ONE: "phone: (555) 555-0100\n",
            "clinics/two.yaml": "name: Two\nbrand_color: '#FFFF00'\n",
        },
        "unknown source “gide”",
    ),
}  # fmt: skip
"""Files that are written, and a part of what is then said."""


@pytest.mark.parametrize("what", TROUBLES)
def test_check_says_what_build_says(what: str, workspace: Path, press: Press) -> None:
    files, message = TROUBLES[what]
    # What a build has kept must not change what the next one says.
    assert press("build").status == 0
    write(workspace, files)
    built, checked = press("build"), press("check")
    assert message in "\n".join(errors(built))
    assert errors(checked) == errors(built)
    assert (built.status, checked.status) == (1, 1)


def test_the_same_from_worker_processes_and_for_machines(workspace: Path, press: Press) -> None:
    write(workspace, TROUBLES["many things at once"][0])
    for number in range(4):
        write(workspace, {f"clinics/c{number}.yaml": f"name: Clinic {number} ☃\n"})
    built, checked = press("build", "--jobs", "2"), press("check")
    assert len(errors(built)) == 10
    assert errors(checked) == errors(built)
    said = [json.loads(press(command, "--json").out)["problems"] for command in ("build", "check")]
    assert [problem for problem in said[1] if problem["severity"] == "error"] == said[0]


def test_check_writes_nothing_anywhere(
    workspace: Path, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(workspace, {**EXAMPLE, "clinics/two.yaml": "name: Two ☃\n"})
    # The process that draws SVGs has its fonts in a folder of the system's until it ends: it is begun before.
    assert press("check").status == 1
    aside = tmp_path / "aside"
    for name in ("here", "home", "cache", "temporary"):
        (aside / name).mkdir(parents=True)
    monkeypatch.chdir(aside / "here")
    monkeypatch.setenv("HOME", str(aside / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(aside / "cache"))
    monkeypatch.setenv("TMPDIR", str(aside / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    before = stamps(workspace, hidden=True)
    folders = sorted(workspace.rglob("*"))
    assert press("check").status == 1
    shutil.rmtree(workspace / "clinics")
    write(workspace, {"clinics/house.yaml": "{}\n"})
    assert press("check").status == 0
    after = stamps(workspace, hidden=True)
    assert {name for name in after if before.get(name) != after[name]} == {"clinics/house.yaml"}
    assert set(workspace.rglob("*")) <= set(folders)
    for each in list(easel._EASELS.values()):
        each.close()
    assert soon_empty(aside)
