"""Sets the figures of pages.py as docs/pages.md."""

from __future__ import annotations

from results import Figures, table

NAMES = {"clinicpress": "clinicpress", "typst": "Typst", "weasyprint": "WeasyPrint"}
TITLES = {"standard": "Standard edition, 12 pt", "large-print": "Large print, 18 pt"}


def page(result: Figures) -> str:
    """Set the whole page."""
    parts = [_head(result)]
    for edition, of in result["editions"].items():
        parts += [f"## {TITLES[edition]}", _sums(of), _faults(of), _leaflets(of), _goals(of)]
    return "\n\n".join([*parts, _repeat()]) + "\n"


def _head(result: Figures) -> str:
    packages = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    count = max(len(of["leaflets"]) for of in result["editions"].values())
    return f"""# Pages

Printed by `benchmarks/pages.py --write-docs`; don't edit it here.

{count} leaflets were set by each tool: structures of the kinds that clinics hand out (a page of 193 words, the
leaflet of a medicine, a form to sign, tables of food, exercises with pictures, a handbook of 5,000 words),
filled with sample words of our two articles, and these two. All have the same paper, fonts, sizes, gaps, footer and
measure. The peers were told what somebody who knows them tells them: headings stay with what follows, two lines
at least stand together, pictures, boxes and rows are not torn. They print title and text, headings above their
text; ours have headings beside the text where the layout has room for that, and what the press adds: the box
“At a glance”, contents, lines for questions, the colophon. “Own matter” is the room of the box, the contents
and the colophon.

The finished PDFs are read, all by the same reader, which finds each heading, item, row and caption of the text by
its letters. An awkward break is, by the **short count**: a heading with less than two lines beneath it on its page; a
line that ends in a colon with its list overleaf; a page before the last of which more than a third is empty.
By the **full count** also: a single item or row of at most five lines parted from its list or table; a picture apart
from its caption, or from the text on both sides; a bold line at the foot of a page; a single line of a
paragraph on another page than the rest; a row of at most fifteen lines on two pages; a last page of less than
four lines. The foot of a page counts once, whatever is wrong with it; the tables of faults name each. “Words
per page of text” leaves out own matter and what is free behind the end of the text, and counts the room that
is lost between.

{packages}."""


def _sums(of: Figures) -> str:
    rows = [
        [
            NAMES[tool],
            f"{sums['pages']}",
            f"{sums['own']:.1f}",
            f"{sums['words_per_page']:.0f}",
            f"{sums['words_per_text_page']:.0f}",
            f"{sums['prose_per_text_page']:.0f}",
            f"{sums['emptiness']:.0%}",
            f"{sums['short_per_100']:.1f}",
            f"{sums['full_per_100']:.1f}",
        ]
        for tool, sums in of["sums"].items()
    ]
    heads = ["tool", "pages", "own matter, pages", "words per page", "words per page of text"]
    heads += ["the same, running text", "mean emptiness before the last page"]
    heads += ["awkward breaks per 100 pages, short count", "full count"]
    return table(heads, rows)


def _faults(of: Figures) -> str:
    tools = list(of["sums"])
    faults = list(of["sums"][tools[0]]["faults"])
    rows = [[fault, *(str(of["sums"][tool]["faults"][fault]) for tool in tools)] for fault in faults]
    return table(["faults", *(NAMES[tool] for tool in tools)], rows)


def _leaflets(of: Figures) -> str:
    tools = list(of["sums"])
    heads = ["leaflet", "words", *(f"{NAMES[tool]}: pages" for tool in tools), "pages allowed"]
    heads += [f"{NAMES[tool]}: breaks, short / full" for tool in tools]
    rows = [
        [
            each["name"],
            f"{each['tools'][tools[0]]['words']:,}",
            *(str(each["tools"][tool]["pages"]) for tool in tools),
            str(each["allowed"] or "–"),
            *(f"{each['tools'][tool]['short']} / {each['tools'][tool]['full']}" for tool in tools),
        ]
        for each in of["leaflets"]
    ]
    sums = [of["sums"][tool] for tool in tools]
    whole = sum(each["allowed"] or 0 for each in of["leaflets"])
    total = ["**all**", f"{sum(each['tools'][tools[0]]['words'] for each in of['leaflets']):,}"]
    total += [*(str(one["pages"]) for one in sums), str(whole or "–")]
    rows.append([*total, *(f"{one['short']} / {one['full']}" for one in sums)])
    return table(heads, rows) + "\n\n“Pages allowed” are Typst's, with room for our own matter."


def _goals(of: Figures) -> str:
    rows = [
        [
            goal["name"],
            f"{'at least' if goal['at_least'] else 'below'} {goal['limit']:.3g}",
            f"{goal['value']:.3g}",
            "met" if goal["met"] else "**not met**",
        ]
        for goal in of["goals"]
    ]
    lost = [
        f"- {each['name']}, {NAMES[tool]}: {len(one['unread'])} passages"
        for each in of["leaflets"]
        for tool, one in each["tools"].items()
        if one["unread"]
    ]
    told = ["", "**Not all of the text was found, so nothing counts:**", "", *lost] if lost else []
    return "\n".join([table(["goal", "limit", "measured", "outcome"], rows), *told])


def _repeat() -> str:
    return """## To repeat it

```sh
pip install -e '.[bench,test]'
python benchmarks/pages.py --json build/pages.json --write-docs
```

`--keep build/pages` keeps the PDFs of all tools to be looked at, `--places` names each awkward place of ours,
`--peers` without a name leaves the peers out, and the name of a leaflet (or several) sets only that."""
