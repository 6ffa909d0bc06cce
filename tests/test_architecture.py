"""Who may import what: the folders stand in the order of the data, and libraries stay in their modules."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docs.house import BESIDE, BY_NAME, ENGINE, MODULES, ORDER, dotted, folders_used_by, imported
from tests.conftest import TESTS

LIBRARIES = {
    "yaml": {"workspace.composer"},
    "jinja2": {"frontdesk.views", "story.compiled", "story.grammar", "story.sandbox", "story.templating"},
    "click": {"cli"},
    "reportlab": {"drawing.canvas"},
    "uharfbuzz": {"foundry.shaping"},
    "pikepdf": {
        "frontdesk.gathering",
        "pdf.archive",
        "pdf.dialog",
        "pdf.grafting",
        "printshop.blending",
        "printshop.functions",
        "printshop.grey",
        "printshop.hairlines",
        "printshop.images",
        "printshop.imposing",
        "printshop.inking",
        "printshop.intake",
        "printshop.making",
        "printshop.meshes",
        "printshop.office",
        "printshop.packet",
        "printshop.press",
        "printshop.recolour",
        "printshop.samples",
        "printshop.separations",
        "printshop.shades",
        "printshop.spaces",
        "printshop.stillness",
        "printshop.trimming",
        "readback.damage",
        "readback.objects",
        "readback.operators",
        "readback.paints",
        "readback.reader",
        "readback.skim",
    },
    "pypdfium2": {"artwork.lettering", "readback.sight"},
    "typst": {"artwork.painter"},
    "tinycss2": {"artwork.svgcascade", "artwork.svgvalues"},
    "cssselect2": {"artwork.svgcascade"},
    "PIL": {
        "artwork.pixels",
        "artwork.raster",
        "artwork.rasterfile",
        "artwork.screencolors",
        "artwork.vector",
        "artwork.visibility",
        "comparison.likeness",
        "drafting.word.pictures",
        "inspection.contrast",
        "printshop.conditions",
        "printshop.grey",
        "printshop.samples",
        "printshop.separations",
        "printshop.spaces",
        "readback.paints",
        "readback.sight",
    },
    "zxingcpp": {"artwork.codes"},
    "tqdm": {"ground.progress"},
    "markdown_it": {"drafting.markdown"},
    "justhtml": {"drafting.web.page", "drafting.web.processors"},
    "docx": {"drafting.word.package", "drafting.word.xml"},
    "lxml": set(),
    "watchfiles": {"building.watch"},
    "dask": set(),
    "distributed": {"building.cluster"},
    "fsspec": {"building.depot"},
    "starlette": {
        "copydesk.asked",
        "copydesk.editroom",
        "frontdesk.assets",
        "frontdesk.basket",
        "frontdesk.beginning",
        "frontdesk.browsing",
        "frontdesk.doorbell",
        "frontdesk.faces",
        "frontdesk.guard",
        "frontdesk.infobutton",
        "frontdesk.mailroom",
        "frontdesk.printing",
        "frontdesk.server",
        "frontdesk.views",
        "frontdesk.visit",
    },
    "uvicorn": {"frontdesk.listener", "frontdesk.server"},
    "socket": {"frontdesk.admission", "frontdesk.listener", "frontdesk.server", "mailing.wire"},
    "smtplib": {"mailing.post", "mailing.wire"},
    "ssl": {"mailing.post"},
    "email": {"drafting.web.single", "mailing.message", "mailing.post"},
    "urllib": {
        "frontdesk.admission",
        "frontdesk.guard",
        "frontdesk.infobutton",
        "frontdesk.mailroom",
        "frontdesk.printing",
        "frontdesk.visit",
        "drafting.web.addresses",
        "ground.address",
        "mailing.message",
    },
    "idna": {"ground.address", "mailing.addresses"},
    "http": {"frontdesk.doorbell"},
}
"""The modules that may use a library; what none may use is here with none."""
WITHOUT_DRAWING = ("ground", "workspace", "content", "desk.scorecard", "desk.review", "drafting.draft")
"""What must not load ReportLab or Jinja2, however far its imports reach."""


def test_the_table_names_every_folder() -> None:
    assert sorted(ORDER) == sorted(path.name for path in ENGINE.iterdir() if (path / "__init__.py").exists())


@pytest.mark.parametrize("folder", ORDER)
def test_imports_run_one_way(folder: str) -> None:
    above = set(ORDER[: ORDER.index(folder)])
    assert folders_used_by(folder) <= above - BESIDE.get(folder, set())


@pytest.mark.parametrize("library", LIBRARIES)
def test_libraries_stay_in_their_modules(library: str) -> None:
    users = {
        module.partition(".")[2]
        for module, path in BY_NAME.items()
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users == LIBRARIES[library]


def test_the_root_holds_only_where_the_program_starts() -> None:
    assert sorted(path.name for path in ENGINE.glob("*.*")) == ["__init__.py", "cli.py", "start.py"]
    assert [module for module, path in BY_NAME.items() if "clinicpress.cli" in imported(path)] == ["clinicpress.start"]
    assert [module for module, path in BY_NAME.items() if "clinicpress.start" in imported(path)] == []


@pytest.mark.parametrize("pure", WITHOUT_DRAWING)
def test_content_knows_nothing_of_drawing(pure: str) -> None:
    begin = f"clinicpress.{pure}"
    waiting = {module for module in BY_NAME if module == begin or module.startswith(f"{begin}.")}
    reached: set[str] = set()
    while waiting:
        module = waiting.pop()
        reached.add(module)
        names = imported(BY_NAME[module])
        assert not {n.split(".")[0] for n in names} & {"reportlab", "jinja2"}, (pure, module)
        waiting |= (names & BY_NAME.keys()) - reached


def test_only_the_command_line_asks_the_clock() -> None:
    clocks = re.compile(r"\b(?:(?:datetime|date|dt)(?:\.\w+)*\.(?:now|utcnow|today)|time\.(?:time|\w*time|ctime))\(")
    assert [path.stem for path in MODULES if clocks.search(path.read_text(encoding="utf-8"))] == ["cli"]


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_modules_stay_small_and_say_what_they_do(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 480


def file_that_tests(path: Path) -> Path:
    """Return the file that tests a module of ours."""
    within = path.relative_to(ENGINE)
    return TESTS / within.parent / f"test_{within.name}"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=dotted)
def test_every_module_has_its_tests(path: Path) -> None:
    assert "\ndef test_" in file_that_tests(path).read_text(encoding="utf-8")


def test_tests_stand_in_the_folders_of_what_they_test() -> None:
    """Beside them are tests of the whole press, of languages, of many wrong files, hostile ones and benchmarks."""
    folders = {path.parent.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}
    ours = {path.parent.relative_to(ENGINE).as_posix() for path in MODULES}
    assert folders - ours == {"whole", "languages", "problems", "hostile", "benchmarks"}
    assert [folder for folder in sorted(folders) if not (TESTS / folder / "__init__.py").exists()] == []
