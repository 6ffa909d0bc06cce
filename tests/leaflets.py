"""Brochures nobody would think of, made by chance from the whole grammar, and how they are printed.

What is made is YAML as people write it, with its keys in the order in which they are read aloud:
`heard` lists what a reader must hear of it.
"""

from __future__ import annotations

import io
import json
import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from PIL import Image

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, plan_jobs
from clinicpress.content.inline import without_marks
from clinicpress.ground.characters import BOXES
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk
from tests.printing import Printed, print_job

Yaml = dict[str, Any]

# Words ---------------------------------------------------------------------------------------------

SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyz"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "äöüßéèêñçøåæœşğıłžčőűİ"
    "αβγδεζηθικλμνξοπρστυφχψωΆΈΉ"
    "абвгдежзийклмнопрстуфхцчшщыэюяЇЄҐ"
    ".,;:!?()%&/<>{}#@'\"+=–—…“”‘’•✓☐→µ²½€°±≤≥⁵₂"
)
PLAIN = "abcdefghijklmnopqrstuvwxyz"


def _stock(letters: str, longest: int, count: int) -> tuple[str, ...]:
    chance = random.Random(count)
    return tuple("".join(chance.choices(letters, k=chance.randint(1, longest))) for _ in range(count))


def _mixed() -> tuple[str, ...]:
    made = [*SCRIPTS, *_stock(SCRIPTS, 14, 600), *_stock(PLAIN + "äöü", 400, 12)]
    random.Random(1).shuffle(made)
    return tuple(made)


WORDS = _mixed()
"""Words of all characters; a few of them are wider than any column."""
PLAIN_WORDS = _stock(PLAIN, 9, 300)


def _told(stock: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[str]:
    """Make texts cheaply, so that much else can be drawn: where in the stock one begins, and how long it is."""
    return st.tuples(st.integers(0, len(stock) - 1), st.integers(least, most)).map(
        lambda made: " ".join((stock * 2)[made[0] : made[0] + made[1]])
    )


def words(least: int, most: int) -> st.SearchStrategy[str]:
    """Make texts of a number of words; a few are wider than any column."""
    return _told(WORDS, least, most)


def plain(least: int, most: int) -> st.SearchStrategy[str]:
    """Make texts of words as they are in most languages."""
    return _told(PLAIN_WORDS, least, most)


def much(count: int) -> st.SearchStrategy[str]:
    """Make a long text: a short one, said again and again."""
    return words(3, 12).map(lambda said: " ".join((said.split() * count)[:count])[:19_000].strip())


SIGNS = ("**{}**", "*{}*", "***{}***", "{} [@one]", "{} [@two]", "{} [@two][@three]")
TARGETS = ("https://example.org/1", "https://example.org/a-longer-way/to/2", "tel:+15555550100", "#part-0", "#part-5")
MARKED = st.tuples(
    plain(1, 12),
    st.sampled_from([*SIGNS, *(f"[{{}}]({target})" for target in TARGETS)]),
).map(lambda made: made[1].format(made[0]))
"""Some words with a mark of every kind."""
SAID = st.lists(st.one_of(words(1, 30), MARKED), min_size=1, max_size=4).map(" ".join)
"""A text with marks somewhere in it."""
TEXT = st.one_of(*[words(1, 40)] * 6, *[SAID] * 6, st.tuples(SAID, words(1, 9)).map("\n\n".join), much(300), much(1200))
LINE = st.one_of(words(1, 25), SAID)
SHORT = words(1, 6)

# Blocks --------------------------------------------------------------------------------------------

PICTURES = ("figures/tall.png", "figures/wide.jpg", "figures/curve.svg")


def keys(made: dict[str, st.SearchStrategy[Any]], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Yaml]:
    """Make mappings with some keys, and with others or without, in this order."""
    order = [*made, *more]
    return st.fixed_dictionaries(made, optional=more).map(
        lambda found: {key: found[key] for key in order if key in found}
    )


def block(name: str, made: st.SearchStrategy[Any]) -> st.SearchStrategy[Yaml]:
    """Make a block of a kind."""
    return made.map(lambda value: {name: value})


def several(made: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[list[Any]]:
    """Make one part, or some."""
    return st.lists(made, min_size=1, max_size=most)


PARAGRAPH = block("paragraph", TEXT)
FIGURE = keys({"image": st.sampled_from(PICTURES), "alt": words(1, 12)}, caption=LINE)
SIZED = keys(
    {"image": st.sampled_from(PICTURES), "alt": words(1, 12), "width": st.sampled_from(["full", "half", "third"])},
    caption=LINE,
)
LISTS = st.one_of(block("list", several(LINE, 12)), block("steps", several(LINE, 12)))


@st.composite
def long_tables(draw: st.DrawFn) -> Yaml:
    """Make tables without spans, some of them over many pages."""
    heads = draw(several(SHORT, 4))
    said, count = draw(words(1, 30)), draw(st.integers(1, 200))
    cells = draw(several(LINE, 3))
    rows = [
        [f"{said} {row}", *(cells[(row + at) % len(cells)] for at in range(1, len(heads)))]
        for row in range(count if count > 180 else count % 9 + 1)
    ]
    # It is read after the rows, which may say the same words.
    return {"table": {"header": heads, "rows": rows, "caption": draw(LINE)}}


@st.composite
def spanned_tables(draw: st.DrawFn) -> Yaml:
    """Make tables whose cells span others, or hold blocks."""
    columns, count = draw(st.integers(2, 5)), draw(st.integers(1, 6))
    taken = [[False] * columns for _ in range(count)]
    rows: list[list[Any]] = []
    for number, row in enumerate(taken):
        cells: list[Any] = []
        while False in row:
            at = row.index(False)
            room = next((n for n, used in enumerate(row[at:]) if used), columns - at)
            wide = draw(st.integers(1, room)) if draw(st.booleans()) else 1
            # A row needs a cell of its own.
            deep = draw(st.integers(1, count - number)) if at and draw(st.booleans()) else 1
            for below in taken[number : number + deep]:
                below[at : at + wide] = [True] * wide
            cell: Any = draw(st.one_of(words(0, 6), LINE, several(st.one_of(PARAGRAPH_IN_CELL, LISTS), 2)))
            if isinstance(cell, list) or (wide, deep) != (1, 1):
                cell = {"body" if isinstance(cell, list) else "text": cell, "columns": wide, "rows": deep}
            cells.append(cell)
        rows.append(cells)
    table = {"header": draw(st.lists(words(0, 4), min_size=columns, max_size=columns)), "rows": rows}
    if draw(st.booleans()):
        table["widths"] = draw(st.lists(st.integers(1, 9), min_size=columns, max_size=columns))
    row_headers = draw(st.sampled_from([None, True, False]))
    return {"table": table if row_headers is None else {**table, "row_headers": row_headers}}


PARAGRAPH_IN_CELL = block("paragraph", LINE)
LEAF: st.SearchStrategy[Yaml] = st.one_of(
    PARAGRAPH,
    LISTS,
    long_tables(),
    block("figure", FIGURE),
    block("questions", keys({"items": several(LINE, 4)}, answer_lines=st.integers(0, 4))),
    block("questions", keys({"title": SHORT, "items": st.lists(LINE, max_size=3)})),
    block("pros_cons", keys({"pros": several(LINE, 9), "cons": several(LINE, 9)})),
    block("glossary", several(keys({"term": SHORT, "means": LINE}), 8)),
    block(
        "icons", keys({"items": several(keys({"icon": st.just("body"), "label": SHORT}, text=SHORT), 7)}, caption=LINE)
    ),
)
SPANNED = (
    spanned_tables(),
    block("figure", SIZED),
    block("figures", st.lists(SIZED, min_size=2, max_size=4)),
)
LABELS = ("Week {n}", "{n}.", "Day {n} of 400", "{a})", "{I}")
DEEPEST = 2
"""How deep blocks stand in others at most; so lists stand three levels deep."""


def blocks(depth: int = DEEPEST) -> st.SearchStrategy[Yaml]:
    """Make blocks that hold blocks, as deep as that."""
    if depth == 0:
        return LEAF
    inner = several(blocks(depth - 1), 3)
    item = st.one_of(LINE, keys({"text": LINE}, body=inner))
    numbered = keys({"items": several(item, 5)}, start=st.integers(1, 120), label=st.sampled_from(LABELS))
    callout = keys({"role": st.sampled_from(["note", "tip", "warning", "contact"])}, title=SHORT)
    holders = (
        block("list", several(item, 5)),
        block("steps", numbered),
        block("callout", st.tuples(callout, inner).map(lambda made: {**made[0], "body": made[1]})),
        block("beside", keys({"figure": FIGURE, "body": inner})),
    )
    return st.one_of(LEAF, *SPANNED, *holders)


BLOCK = blocks()

# Brochures -----------------------------------------------------------------------------------------


def sections(below: int, most: int) -> st.SearchStrategy[list[Yaml]]:
    """Make sections with others in them, so many levels deep."""
    section = keys(
        {"heading": SHORT},
        icon=st.sampled_from(["body", "lungs"]),
        aside=st.one_of(keys({"term": SHORT, "means": words(1, 12)}), keys({"pull": words(1, 12)})),
        body=st.lists(BLOCK, max_size=5),
        summary=st.lists(LINE, max_size=2),
    )
    if below:
        made = st.tuples(section, st.one_of(st.just([]), sections(below - 1, 3)))
        section = made.map(lambda made: {**made[0], "sections": made[1]} if made[1] else made[0])
    return several(section, most)


@dataclass(frozen=True)
class Extent:
    """How much a brochure may hold: the most sections, and what stands in heads and footers."""

    sections: int
    title: st.SearchStrategy[str]
    disclaimer: st.SearchStrategy[str]
    citation: st.SearchStrategy[str]


ANY = Extent(
    4, words(1, 12), st.one_of(words(1, 60), much(150)), st.one_of(words(1, 30), st.integers(1, 400).flatmap(much))
)
SMALL = Extent(2, plain(1, 9), plain(1, 30), plain(1, 20))
"""So small that it can be printed, as a rule."""
LEVELS = 3
POINT = st.one_of(keys({"text": LINE}), keys({"label": SHORT, "text": LINE}))


@st.composite
def brochures(draw: st.DrawFn, extent: Extent = ANY) -> tuple[Yaml, Yaml]:
    """Make a brochure and its bibliography."""
    listed = ["one", *draw(st.sampled_from([[], ["two"], ["two", "three"]]))]
    made = draw(sections(LEVELS - 1, extent.sections))
    ids: list[str] = []
    brochure = {
        "title": draw(extent.title),
        **draw(keys({}, subtitle=SHORT)),
        "language": "en",
        "version": draw(st.sampled_from(["1.0", "2026-11-22", "1.10-final-draft"])),
        "published": "2026-11-22",
        "sources": listed[:1],
        "references": listed[1:],
        "disclaimer": draw(extent.disclaimer),
        **draw(keys({}, at_a_glance=several(POINT, 4))),
        "sections": [_named(section, ids) for section in made],
    }
    full = words(3, 60)
    sources = {name: {"short": draw(extent.citation), "full": draw(full)} for name in listed}
    return _settled(brochure, ids, listed), sources


def _named(section: Yaml, ids: list[str]) -> Yaml:
    """Give a section and those below it ids, in their order."""
    ids.append(f"part-{len(ids)}")
    named = {"id": ids[-1], **section}
    return {**named, "sections": [_named(each, ids) for each in section["sections"]]} if "sections" in named else named


def _settled(value: Any, ids: list[str], listed: list[str]) -> Any:
    """Let all that a brochure refers to be there."""
    if isinstance(value, str):
        value = re.sub(r"\(#part-(\d+)\)", lambda found: f"(#{ids[int(found[1]) % len(ids)]})", value)
        return re.sub(r"\[@(\w+)\]", lambda found: f"[@{found[1] if found[1] in listed else 'one'}]", value)
    if isinstance(value, list):
        return [_settled(each, ids, listed) for each in value]
    return {key: _settled(each, ids, listed) for key, each in value.items()} if isinstance(value, dict) else value


_UNHEARD = frozenset({"id", "icon", "role", "summary", "image", "alt", "answer_lines", "width"})
_LATER = {"caption": 1, "aside": 1, "sections": 2}
"""What is heard after other keys: a caption after what it is about, an aside after the body of its section."""
_MARKS = re.compile(r"\[@[^\]]+\]|\]\([^)\s]*\)|\[|\n+")


def _counted(label: str, number: int) -> str:
    """Write a label with its number: letters are doubled after z, as word processors do."""
    letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C", "CX", "CXX"]
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    roman = tens[number // 10] + ones[number % 10]
    return label.replace("{n}", str(number)).replace("{a}", letters).replace("{I}", roman)


def heard(value: Any, friendly: bool = False) -> list[str]:
    """List what must be heard of a piece of YAML, in order; a text is parted where a mark says more than itself.

    In the friendly look, the caption of icons stands over them, and what stands aside is read where it stands.
    """
    if isinstance(value, str):
        return [said for part in _MARKS.split(value) if (said := without_marks(part).strip())]
    if isinstance(value, list):
        return [text for item in value for text in heard(item, friendly)]
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("steps"), dict):
        steps = value["steps"]
        told = []
        boxed = all(heard(item, friendly)[0][:1] in BOXES for item in steps["items"])
        for number, item in enumerate(steps["items"], steps.get("start", 1)):
            first, *rest = heard(item, friendly)
            # Boxes to tick stand in the place of numbers. Without a label, a full stop stands behind a number that has
            # no circle.
            counted = [f"{_counted(steps['label'], number)} {first}"] if "label" in steps else [str(number), first]
            told += [first] if boxed else counted
            told += rest
        return told
    keys = sorted((key for key in value if key not in _UNHEARD), key=lambda key: _LATER.get(key, 0))
    if friendly:
        keys = [key for key in keys if key != "aside"]
        icons = value.get("icons")
        if isinstance(icons, dict):
            return [*heard(icons.get("caption", "")), *heard(icons["items"], friendly)]
    return [text for key in keys for text in heard(value[key], friendly)]


def all_sections(sections: list[Yaml]) -> Iterator[Yaml]:
    """Yield sections and those below them, in order."""
    return (section for _, section in leveled(sections, 1))


def leveled(sections: list[Yaml], level: int) -> Iterator[tuple[int, Yaml]]:
    """Yield sections and those below them, in order, each with its level; those at the top have `level`."""
    for section in sections:
        yield level, section
        yield from leveled(section.get("sections", []), level + 1)


# Printing ------------------------------------------------------------------------------------------


def _picture(width: int, height: int, kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), (40, 120, 120)).save(made, kind)
    return made.getvalue()


FILES = {
    "figures/tall.png": _picture(1000, 1700, "png"),
    "figures/wide.jpg": _picture(1800, 500, "jpeg"),
    "figures/curve.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><path d="M5 5L80 30V5z"/></svg>',
}
EDITIONS = {
    "standard": {"theme": "calm", "layouts": ["handout", "summary"]},
    "large-print": {"theme": "large-print", "layouts": ["handout"]},
    "friendly": {"theme": "friendly", "paper": "a4", "layouts": ["handout", "summary"]},
    "friendly-large-print": {"theme": "friendly-large-print", "layouts": ["handout"]},
}


@contextmanager
def laid(content: Yaml, sources: Yaml, editions: tuple[str, ...] = ("standard",)) -> Iterator[Path]:
    """Lay a brochure into a workspace of its own, for the house, until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {
            "brochures/made/en.yaml": content,
            "brochures/sources.yaml": sources,
            "clinics/house.yaml": {},
            "editions.yaml": {"editions": {name: EDITIONS[name] for name in editions}},
        }
        for name, value in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            unshared = json.loads(json.dumps(value))  # or YAML would write anchors
            (root / name).write_text(yaml.safe_dump(unshared, allow_unicode=True, sort_keys=False), encoding="utf-8")
        (root / "brochures" / "made" / "figures").mkdir()
        for name, picture in FILES.items():
            (root / "brochures" / "made" / name).write_bytes(picture)
        yield root


def print_all(
    content: Yaml, sources: Yaml, editions: tuple[str, ...] = ("standard",)
) -> dict[Job, Printed | InputProblems]:
    """Print a brochure in all layouts of some editions, from a workspace of its own."""
    with laid(content, sources, editions) as root:
        catalog = Catalog(Disk(root))
        done: dict[Job, Printed | InputProblems] = {}
        for job in plan_jobs(catalog):
            try:
                done[job] = print_job(catalog, job)
            except InputProblems as error:
                done[job] = error
        return done
