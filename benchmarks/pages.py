"""Pages: where leaflets break and how full their pages are, clinicpress beside Typst and WeasyPrint.

    pip install -e '.[bench,test]'
    python benchmarks/pages.py --json build/pages.json --write-docs

All set the same texts (`sheets.py`: structures with sample words; and our two brochures) from the same
YAML with the same fonts, sizes, gaps and footers, on the same paper, in the same measure: the theme
says the type, and the edges of the text are those of our finished PDF of the same leaflet. Ours have
what the press adds (the box “At a glance”, contents, lines for questions, the colophon); the peers
print the title and the text, without asides. `own` is the room of the former, in pages.

The finished PDFs are read, ours as the others (`finding.py`, `awkward.py`). The short count is of headings
with less than two lines beneath them, lines ending in a colon whose list is overleaf, and pages before
the last of which a third is empty. The full count has also single items and rows, pictures without
their text, bold lines at the foot, single lines, torn rows, and last pages of less than four lines. A page's foot
counts once, whatever is wrong with it. A text that is not found whole in a file makes the run void.

Goals: see `judge`. Exit status: 0 met, 1 not met, 2 it cannot be measured. `--keep DIR` keeps the PDFs
to be looked at, `--places` names each awkward place of ours.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from awkward import BRIEF, FULL, Passage
from content import ROOT, CannotMeasure, Handout, Source, read_yaml
from finding import Body, Reckoning, reckon
from pages_page import page
from passages import passages_of
from processes import usable_cores
from results import add_options, keep, obtain
from setting import PAPER, Setting, body_of, layout, theme
from sheet_workspace import EDITIONS, Leaflet, write_workspace
from sheets import SHEETS

from clinicpress.readback.reader import read_back

OURS = "clinicpress"
PEERS = {"typst": "Typst", "weasyprint": "WeasyPrint"}
DOCS = ROOT / "docs/pages.md"
AT_MOST = {"one-pager": 1, "five-hundred": 3, "iv-ketamine-fibromyalgia": 4, "ketamine-pain-relief": 4}
"""The pages that short texts may take in the standard edition."""
PROSE = 0.8
"""A leaflet is running text where it has no pictures and so much of its words stands in paragraphs."""
Make = Callable[[dict[str, Any], Path, tuple[str, str], Setting], bytes]


@dataclass(frozen=True)
class Goal:
    """A goal: what is measured, the limit, and how it came out."""

    name: str
    limit: float
    at_least: bool
    value: float

    @property
    def met(self) -> bool:
        """Whether it is met."""
        return self.value >= self.limit if self.at_least else self.value < self.limit


# Making the PDFs -----------------------------------------------------------------------------------


def build(workspace: Path, out: Path) -> None:
    """Build all leaflets with clinicpress."""
    command = [sys.executable, "generate.py", "build", "--workspace", str(workspace), "--out", str(out)]
    ended = subprocess.run(
        [*command, "--jobs", str(len(usable_cores()))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise CannotMeasure(f"clinicpress ended with status {ended.returncode}:\n{ended.stderr or ended.stdout}")


def peer(name: str) -> Make:
    """Load what sets a leaflet with a peer."""
    made: Make
    if name == "typst":
        from typst_sheet import make as made
    else:
        from weasyprint_sheet import make as made
    return made


def footer_of(leaflet: Leaflet) -> tuple[str, str]:
    """Return what the footer of a leaflet says, as the peers print it."""
    locale, known = read_yaml("templates/locales/en.yaml"), read_yaml(f"{leaflet.figures.parent}/sources.yaml")
    brochure = leaflet.brochure
    named = [] if isinstance(brochure["sources"], dict) else brochure["sources"]
    sources = [Source(known[name]["short"], known[name]["full"], "") for name in named]
    handout = Handout(brochure, locale["labels"], sources, brochure.get("disclaimer", locale["disclaimer"]), "")
    return handout.cited, handout.noted


# Measuring -----------------------------------------------------------------------------------------


def footer_baseline(content: bytes) -> float:
    """Return the baseline of the first line of our footer."""
    pages = read_back(content, OURS).pages
    return max(
        float(glyph.baseline)
        for page in pages
        for glyph in page.glyphs
        if glyph.artifact and glyph.baseline < PAPER[1] / 3
    )


def is_prose(passages: list[Passage]) -> bool:
    """Tell whether a leaflet is running text."""
    words = [
        (len(each.text.split()), each.kind == "text" and not each.seats) for each in passages if each.kind != "title"
    ]
    return sum(count for count, plain in words if plain) >= PROSE * sum(count for count, _ in words)


def measure_edition(
    edition: str, leaflets: list[Leaflet], out: Path, tools: list[str], keep: Path
) -> list[dict[str, Any]]:
    """Read ours, set the same with the peers, and read those; returns the figures of each leaflet."""
    name = str(EDITIONS[edition]["theme"])
    closing = str(read_yaml("templates/locales/en.yaml")["labels"]["about"])
    texts = {each.name: passages_of(each.brochure) for each in leaflets}
    bodies: dict[str, Body] = {}
    found: dict[str, dict[str, Reckoning]] = {}
    for each in leaflets:
        content = (out / f"house/en/{edition}/{each.name}-handout.pdf").read_bytes()
        _keep(keep, edition, each.name, OURS, content)
        bodies[each.name] = body_of(name, footer_baseline(content))
        found[each.name] = {OURS: reckon(content, texts[each.name], bodies[each.name], closing)}
    for tool in tools:
        make = peer(tool)
        for each in leaflets:
            left, right = _edges([one[OURS] for one in found.values()], found[each.name][OURS])
            setting = Setting(theme(name), layout(name), bodies[each.name], left, right)
            content = make(each.brochure, each.figures / "figures", footer_of(each), setting)
            _keep(keep, edition, each.name, tool, content)
            found[each.name][tool] = reckon(content, texts[each.name], bodies[each.name])
    return [
        {
            "name": each.name,
            "prose": is_prose(texts[each.name]),
            "pictures": any(passage.kind == "figure" for passage in texts[each.name]),
            "tools": {tool: figures(one) for tool, one in found[each.name].items()},
        }
        for each in leaflets
    ]


def _edges(all_of: list[Reckoning], own: Reckoning) -> tuple[float, float]:
    """Return the edges of a leaflet's text; as lines are ragged, the widest of all that begin there tells it."""
    alike = [each for each in all_of if abs(each.left - own.left) < 3]
    return round(max(each.left for each in alike)), round(max(each.right for each in alike))


def _keep(folder: Path, edition: str, name: str, tool: str, content: bytes) -> None:
    file = folder / edition / f"{name}-{tool}.pdf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def figures(one: Reckoning) -> dict[str, Any]:
    """Return what is kept of a file."""
    return {
        "pages": one.pages,
        "words": one.words,
        "own": one.own,
        "extent": one.extent,
        "used": one.pages - one.emptiness[-1],
        "emptiness": one.emptiness,
        "short": one.count(BRIEF),
        "full": one.count(FULL),
        "breaks": [asdict(each) for each in one.breaks],
        "unread": one.unread,
    }


# The sums and the goals ----------------------------------------------------------------------------


def sums(leaflets: list[dict[str, Any]], tool: str) -> dict[str, Any]:
    """Add up what a tool made of all leaflets of an edition."""
    made = [each["tools"][tool] for each in leaflets]
    pages = sum(one["pages"] for one in made)
    middle = [share for one in made for share in one["emptiness"][:-1]]
    prose = [each["tools"][tool] for each in leaflets if each["prose"] and not each["pictures"]]
    words = sum(one["words"] for one in made)
    return {
        "pages": pages,
        "words_per_page": words / pages,
        "words_per_text_page": words / sum(one["extent"] for one in made),
        "prose_per_text_page": sum(one["words"] for one in prose) / (sum(one["extent"] for one in prose) or math.inf),
        "emptiness": sum(middle) / (len(middle) or 1),
        "own": sum(one["own"] for one in made),
        "short": sum(one["short"] for one in made),
        "full": sum(one["full"] for one in made),
        "short_per_100": 100 * sum(one["short"] for one in made) / pages,
        "full_per_100": 100 * sum(one["full"] for one in made) / pages,
        "faults": {fault: sum(b["fault"] == fault for one in made for b in one["breaks"]) for fault in FULL},
    }


def allowed(leaflet: dict[str, Any]) -> int:
    """Return the pages that Typst needs for a leaflet, with room for what only the press adds to it."""
    tools = leaflet["tools"]
    room: float = tools["typst"]["used"] + tools[OURS]["own"] - tools["typst"]["own"]
    return math.ceil(room)


def judge(edition: str, leaflets: list[dict[str, Any]], summed: dict[str, dict[str, Any]]) -> list[Goal]:
    """Hold the figures of an edition against the goals; those about peers only where they took part."""
    ours = summed[OURS]
    found = [
        Goal("awkward breaks per 100 pages, short count", 0.5, False, ours["short_per_100"]),
        Goal("awkward breaks per 100 pages, full count", 1, False, ours["full_per_100"]),
    ]
    for tool in list(summed)[1:]:
        for count in ("short", "full"):
            limit = summed[tool][f"{count}_per_100"]
            goal = Goal(f"the same, {count} count, fewer than {PEERS[tool]}", limit, False, ours[f"{count}_per_100"])
            found.append(goal)
    if "typst" in summed:
        over = sum(each["tools"][OURS]["pages"] > allowed(each) for each in leaflets)
        found.append(Goal("leaflets with more pages than Typst's and the room of what the press adds", 1, False, over))
    if edition == "standard":
        found.append(Goal("words per page of running text", 300, True, ours["prose_per_text_page"]))
        for each in leaflets:
            if each["name"] in AT_MOST:
                pages = each["tools"][OURS]["pages"]
                found.append(Goal(f"pages of {each['name']}", AT_MOST[each["name"]] + 1, False, pages))
    return found


def status(result: dict[str, Any]) -> int:
    """Return the exit status."""
    if any(
        one["unread"] for of in result["editions"].values() for each in of["leaflets"] for one in each["tools"].values()
    ):
        return 2
    return 0 if all(goal["met"] for of in result["editions"].values() for goal in of["goals"]) else 1


# The whole -----------------------------------------------------------------------------------------


def versions(tools: list[str]) -> dict[str, str]:
    """Name the versions of all that has a part in it."""
    try:
        return {name: version(name) for name in (OURS, *tools, "pypdfium2")}
    except PackageNotFoundError as error:
        raise CannotMeasure(f"{error.name} is not installed: pip install -e '.[bench,test]'") from error


def measure(folder: Path, keep: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Make and read all; returns what is kept of it."""
    tools = [tool for tool in PEERS if tool in options.peers]
    result: dict[str, Any] = {"versions": versions(tools), "editions": {}}
    names = options.leaflets or list(SHEETS)
    leaflets = write_workspace(folder / "workspace", names, shipped=not options.leaflets)
    build(folder / "workspace", folder / "out")
    for edition in options.editions:
        print(f"{edition}: {len(leaflets)} leaflets", file=sys.stderr, flush=True)
        made = measure_edition(edition, leaflets, folder / "out", tools, keep)
        summed = {tool: sums(made, tool) for tool in (OURS, *tools)}
        goals = [{**asdict(goal), "met": goal.met} for goal in judge(edition, made, summed)]
        for each in made:
            each["allowed"] = allowed(each) if "typst" in tools else None
        result["editions"][edition] = {"leaflets": made, "sums": summed, "goals": goals}
    return result


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Count awkward breaks and full pages, beside Typst and WeasyPrint.")
    parser.add_argument("leaflets", nargs="*", choices=[*SHEETS, []], metavar="LEAFLET", help="only these of the texts")
    parser.add_argument("--editions", nargs="+", choices=list(EDITIONS), default=list(EDITIONS), help="only these")
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), default=list(PEERS), help="only these beside us")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the PDFs in this folder")
    parser.add_argument("--places", action="store_true", help="name each awkward place of ours")
    add_options(parser, DOCS)
    return parser.parse_args()


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Measure, in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        return measure(folder, options.keep.resolve() if options.keep else folder / "kept", options)


def places(result: dict[str, Any]) -> str:
    """Name each awkward place of ours."""
    return "\n".join(
        f"{edition}/{each['name']}, page {one['page']}: {one['fault']}: {one['words']}"
        for edition, of in result["editions"].items()
        for each in of["leaflets"]
        for one in each["tools"][OURS]["breaks"]
    )


def main() -> None:
    """Run from the command line."""
    options = parse()
    result = obtain(options, lambda: measured(options))
    text = page(result)
    keep(options, result, text, DOCS)
    print(places(result) if options.places else text)
    sys.exit(status(result))


if __name__ == "__main__":
    main()
