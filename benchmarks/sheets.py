"""The leaflets of pages.py: structures of the kinds that clinics hand out, filled with sample words.

No leaflet here says anything: each is the build of a real kind, with so many sections, such lists,
tables and pictures, and texts as long as real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sample_words import Words, Yaml, box, bullets, figure, lead_in, listed, nested, paragraph, section, steps, table

Sheet = Callable[[Words], list[Yaml]]


def one_pager(words: Words) -> list[Yaml]:
    """193 words in two sections."""
    return _cut(
        [section(words, paragraph(words, 60, 60)), section(words, paragraph(words, 60, 60), paragraph(words, 60, 60))],
        193,
    )


def five_hundred(words: Words) -> list[Yaml]:
    """500 words in six sections, one of them a list."""
    made = [section(words, paragraph(words, 70, 80)) for _ in range(3)]
    made.append(section(words, listed(words, 6)))
    return _cut(
        [
            *made,
            section(words, paragraph(words, 80, 90)),
            section(words, paragraph(words, 99, 99), paragraph(words, 99, 99)),
        ],
        500,
    )


def _cut(sections: list[Yaml], words: int) -> list[Yaml]:
    """Cut the last paragraph, so that the leaflet has exactly so many words."""
    last = sections[-1]["body"][-1]
    over = sum(len(text.split()) for text in said(sections)) - words
    last["paragraph"] = " ".join(last["paragraph"].split()[:-over]).rstrip(",.;:") + "."
    return sections


def medicine(words: Words) -> list[Yaml]:
    """Six questions, as in the leaflet of a medicine, with many small headings and lists."""

    def small(kinds: int) -> list[Yaml]:
        made = []
        for at in range(kinds):
            body = [paragraph(words, 20, 50)] if at % 2 else listed(words, words.count(3, 9))
            made.append(section(words, body, [] if at % 3 else paragraph(words, 12, 30)))
        return made

    return [
        section(words, paragraph(words), listed(words, 4)),
        section(words, below=small(6)),
        section(words, paragraph(words), table(words, 5, [2, 3, 3]), below=small(5)),
        section(
            words,
            box(words, "warning", *listed(words, 5)),
            *(part for _ in range(4) for part in listed(words, words.count(2, 11), 1, 6)),
        ),
        section(words, bullets(words, 4, 6, 16)),
        section(words, below=small(4)),
    ]


def short_medicine(words: Words) -> list[Yaml]:
    """A medicine on two pages."""
    return [
        section(words, paragraph(words)),
        section(words, listed(words, 5), paragraph(words, 20, 30)),
        section(words, steps(words, 5, 6, 16)),
        section(words, box(words, "warning", *listed(words, 6)), listed(words, 8, 1, 5)),
        section(words, paragraph(words, 20, 40), bullets(words, 3)),
        section(words, paragraph(words, 20, 30), box(words, "contact", paragraph(words, 10, 20))),
    ]


def consent(words: Words) -> list[Yaml]:
    """Numbered points to agree to, boxes to tick, lines to sign on."""
    boxes = {"list": [f"☐ {words.piece(5, 16)}" for _ in range(9)]}
    points = {
        "steps": [
            {"text": words.text(14, 40), "body": [bullets(words, 3, 3, 10)]} if at % 3 == 2 else words.text(14, 55)
            for at in range(13)
        ]
    }
    return [
        section(words, paragraph(words, 60, 90)),
        section(words, points),
        section(words, {"pros_cons": {"pros": words.pieces(5, 3, 9), "cons": words.pieces(5, 3, 9)}}),
        section(words, lead_in(words), boxes),
        section(words, {"questions": {"items": words.pieces(3, 4, 9), "answer_lines": 2}}),
    ]


def discharge(words: Words) -> list[Yaml]:
    """What to do at home, with a table of medicines and whom to call."""
    return [
        section(words, paragraph(words, 40, 60)),
        section(words, lead_in(words), table(words, 7, [2, 1, 2, 2], 7)),
        section(words, listed(words, 7), paragraph(words, 20, 40)),
        section(words, listed(words, 5), listed(words, 4), figure(words, "wide")),
        section(words, box(words, "warning", *listed(words, 8)), box(words, "contact", paragraph(words, 15, 25))),
        section(words, steps(words, 4)),
        section(words, table(words, 3, [2, 2, 3])),
    ]


def diet(words: Words) -> list[Yaml]:
    """What to eat: three tables, lists of food."""
    return [
        section(words, paragraph(words), paragraph(words)),
        section(words, table(words, 8, [2, 3, 3], 9), paragraph(words, 15, 30)),
        section(words, listed(words, 10, 1, 4), listed(words, 9, 1, 4)),
        section(words, paragraph(words, 20, 40), table(words, 14, [1, 1, 1, 1], 4)),
        section(words, box(words, "tip", bullets(words, 5)), figure(words, "photo", "half")),
        section(words, table(words, 7, [1, 2, 2, 2], 8), paragraph(words, 20, 40)),
    ]


def questions(words: Words) -> list[Yaml]:
    """Sixteen questions with an answer each."""

    def answer(at: int) -> list[Yaml]:
        return [paragraph(words, 25, 95), *(listed(words, 4) if at % 4 == 3 else [])]

    return [section(words, answer(at), heading=words.piece(4, 10) + "?") for at in range(16)]


def exercises(words: Words) -> list[Yaml]:
    """Eight exercises with a picture each."""

    def exercise(at: int) -> Yaml:
        return section(
            words, paragraph(words, 10, 20), figure(words, ("photo", "wide")[at % 2], "half"), steps(words, 3, 5, 14)
        )

    return [
        section(words, paragraph(words), box(words, "warning", bullets(words, 3))),
        section(words, below=[exercise(at) for at in range(4)]),
        section(words, below=[exercise(at) for at in range(4)]),
        section(words, table(words, 8, [2, 1, 1, 1, 1], 3)),
    ]


def directions(words: Words) -> list[Yaml]:
    """How to get there: a map, ways, times."""
    return [
        section(words, paragraph(words, 15, 25), figure(words, "photo")),
        section(words, below=[section(words, steps(words, 4, 5, 12)) for _ in range(3)]),
        section(words, table(words, 6, [1, 2], 6), paragraph(words, 10, 20)),
        section(words, bullets(words, 5)),
    ]


def traffic_light(words: Words) -> list[Yaml]:
    """A plan in three zones, and whom to call."""
    rows = [
        [words.piece(2, 4), {"body": [bullets(words, 4, 3, 9)]}, {"body": [bullets(words, 3, 3, 9)]}] for _ in range(3)
    ]
    zones = {"table": {"header": words.pieces(3, 1, 3), "rows": rows, "widths": [1, 2, 2], "row_headers": True}}
    return [
        section(words, paragraph(words, 15, 25), zones),
        section(words, table(words, 4, [2, 1, 1, 1], 4)),
        section(words, box(words, "warning", steps(words, 3, 6, 12)), paragraph(words, 15, 25)),
        section(words, {"questions": {"items": words.pieces(2, 4, 8), "answer_lines": 1}}),
    ]


def preparation(words: Words) -> list[Yaml]:
    """Getting ready, day by day."""
    return [
        section(words, paragraph(words, 40, 60)),
        section(words, steps(words, 7, 15, 45, "Day {n}:")),
        section(words, listed(words, 6), box(words, "note", paragraph(words, 20, 30))),
        section(words, steps(words, 6), figure(words, "wide")),
        section(words, listed(words, 8, 2, 8)),
        section(words, paragraph(words, 20, 40), box(words, "contact", paragraph(words, 10, 20))),
    ]


def _treatise(words: Words, parts: int, levels: int) -> list[Yaml]:
    """Make long text in nested sections, with all that real ones hold."""

    def inner(level: int, at: int) -> Yaml:
        kinds: list[Callable[[], list[Yaml]]] = [
            lambda: [paragraph(words), paragraph(words)],
            lambda: [paragraph(words, 20, 40), *listed(words, words.count(3, 8))],
            lambda: [*listed(words, words.count(2, 5), 8, 30), paragraph(words, 30, 60)],
            lambda: [paragraph(words, 60, 110)],
            lambda: [paragraph(words, 30, 50), lead_in(words), nested(words, 4, 3)],
        ]
        below = [inner(level + 1, at + n) for n in range(words.count(2, 3))] if level < levels else None
        return section(words, kinds[words.count(0, 4)]() if words.count(0, 3) or not below else [], below=below)

    return [section(words, paragraph(words), below=[inner(2, at + n) for n in range(3)]) for at in range(parts)]


def handbook(words: Words) -> list[Yaml]:
    """A long handbook: nested sections, key facts, warnings, steps, tables."""
    made = _treatise(words, 4, 3)
    for at, part in enumerate(made):
        extra = [
            [box(words, "note", bullets(words, 4, 5, 14))],
            [lead_in(words), table(words, 9, [2, 3, 2])],
            [steps(words, 6), box(words, "warning", *listed(words, 4))],
            [figure(words, "photo", "half")],
        ][at % 4]
        part["body"] += extra
    return [
        *made,
        section(words, {"glossary": [{"term": t, "means": words.text(8, 20)} for t in words.pieces(9, 1, 2)]}),
    ]


def short_handbook(words: Words) -> list[Yaml]:
    """A handbook of half the length."""
    made = _treatise(words, 2, 3)
    for part in made:
        part["body"] += [box(words, "tip", paragraph(words, 20, 35)), table(words, 5, [1, 2, 2])]
    return made


def summary(words: Words) -> list[Yaml]:
    """A long text about a disease: paragraphs, small headings, lead-ins with lists."""
    return _treatise(words, 6, 2)


def vaccine(words: Words) -> list[Yaml]:
    """One sheet with points for and against."""
    return [
        section(words, paragraph(words, 40, 60)),
        section(words, {"pros_cons": {"pros": words.pieces(4, 3, 8), "cons": words.pieces(4, 3, 8)}}),
        section(words, listed(words, 5), paragraph(words, 20, 30)),
        section(words, box(words, "warning", paragraph(words, 20, 30))),
    ]


def wound_care(words: Words) -> list[Yaml]:
    """Steps with pictures beside them."""

    def step(at: int) -> Yaml:
        picture = figure(words, "photo" if at % 2 else "square", "third", caption=False)["figure"]
        return {"beside": {"figure": picture, "body": [paragraph(words, 20, 45), bullets(words, 2, 3, 8)]}}

    return [
        section(words, paragraph(words)),
        section(words, listed(words, 6, 1, 5)),
        section(words, *(step(at) for at in range(6))),
        section(words, box(words, "warning", *listed(words, 6)), paragraph(words, 20, 40)),
    ]


def photos(words: Words) -> list[Yaml]:
    """700 words with twelve photos."""

    def part(at: int) -> Yaml:
        wide = figure(words, "photo")
        pair = {"figures": [figure(words, "square")["figure"] | {"width": "half"} for _ in range(2)]}
        tall = figure(words, "tall", "half")
        return section(words, paragraph(words, 50, 80), (wide, pair, tall)[at % 3], paragraph(words, 30, 50))

    return [part(at) for at in range(9)]


def terms(words: Words) -> list[Yaml]:
    """Thirty words and their meanings."""

    def entries(count: int) -> Yaml:
        return {"glossary": [{"term": words.piece(1, 3), "means": words.text(6, 22)} for _ in range(count)]}

    return [section(words, paragraph(words, 20, 30), entries(12)), section(words, entries(18))]


def questionnaire(words: Words) -> list[Yaml]:
    """Questions with scores, and boxes to tick."""
    return [
        section(words, paragraph(words, 30, 50)),
        section(words, lead_in(words), {"list": [f"☐ {words.piece(2, 8)}" for _ in range(8)]}),
        section(words, table(words, 12, [4, 1, 1, 1], 12)),
        section(words, paragraph(words, 10, 20), table(words, 9, [4, 1, 1, 1], 12)),
        section(words, {"questions": {"items": words.pieces(4, 4, 10), "answer_lines": 2}}),
    ]


def effects(words: Words) -> list[Yaml]:
    """One table of thirty rows, and a short one."""
    return [
        section(words, paragraph(words)),
        section(words, lead_in(words), table(words, 30, [3, 2, 4], 14)),
        section(words, table(words, 4, [1, 3], 14), paragraph(words, 20, 40)),
    ]


def letter(words: Words) -> list[Yaml]:
    """Nothing but paragraphs below seven headings."""
    return [section(words, *(paragraph(words, 45, 95) for _ in range(words.count(2, 4)))) for _ in range(7)]


def lists(words: Words) -> list[Yaml]:
    """One list after the other, some of them nested."""
    return [
        section(
            words,
            *(part for _ in range(2) for part in listed(words, words.count(2, 9), 3, 18)),
            *([lead_in(words), nested(words, 6, 3)] if at % 2 else []),
        )
        for at in range(6)
    ]


def key_facts(words: Words) -> list[Yaml]:
    """A box in every section."""
    roles = ("note", "tip", "warning", "contact")
    return [
        section(words, paragraph(words), box(words, roles[at % 4], bullets(words, 3, 5, 14)), paragraph(words, 20, 50))
        for at in range(8)
    ]


def booklet(words: Words) -> list[Yaml]:
    """A stay in a hospital, from arrival to going home."""
    made = []
    for at in range(9):
        body = [paragraph(words), *listed(words, words.count(4, 9))]
        below = [section(words, paragraph(words, 25, 60)), section(words, steps(words, 4), paragraph(words, 10, 25))]
        extra = [table(words, 6, [1, 2, 2])] if at % 3 == 0 else [figure(words, "photo")] if at % 3 == 1 else []
        made.append(section(words, body, extra, below=below if at % 2 else None))
    return made


def clinic_visit(words: Words) -> list[Yaml]:
    """Bold lines as small headings, as people type them, with short lists."""

    def part() -> list[Yaml]:
        return [{"paragraph": f"**{words.piece(2, 5)}**"}, paragraph(words, 20, 60)]

    return [section(words, *(part() for _ in range(4)), listed(words, 4)) for _ in range(4)]


def self_care(words: Words) -> list[Yaml]:
    """Long steps with further paragraphs and lists in them."""
    long = [
        {"text": words.text(10, 25), "body": [paragraph(words, 15, 45), *([bullets(words, 3)] if at % 2 else [])]}
        for at in range(9)
    ]
    return [section(words, paragraph(words)), section(words, {"steps": long}), section(words, listed(words, 5))]


SHEETS: dict[str, Sheet] = {
    "one-pager": one_pager,
    "five-hundred": five_hundred,
    "medicine": medicine,
    "medicine-short": short_medicine,
    "consent": consent,
    "discharge": discharge,
    "diet": diet,
    "questions": questions,
    "exercises": exercises,
    "directions": directions,
    "traffic-light": traffic_light,
    "preparation": preparation,
    "handbook": handbook,
    "handbook-short": short_handbook,
    "disease": summary,
    "vaccine": vaccine,
    "wound-care": wound_care,
    "photos": photos,
    "terms": terms,
    "questionnaire": questionnaire,
    "effects": effects,
    "letter": letter,
    "lists": lists,
    "key-facts": key_facts,
    "booklet": booklet,
    "clinic-visit": clinic_visit,
    "self-care": self_care,
}


def said(value: Any) -> Iterator[str]:
    """Yield the texts of sections as they are printed: what a reader counts the words of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from said(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in UNSAID:
                yield from said(each)


UNSAID = frozenset({"id", "icon", "aside", "role", "label", "summary", "image", "alt", "width", "widths"})
"""Keys whose values are not printed in the text."""
