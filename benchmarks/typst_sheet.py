"""A peer of pages.py: any leaflet set with Typst, with rules as somebody writes them who knows Typst.

Headings are sticky and single lines are avoided, as they are by default; pictures, boxes and rows of
tables are not torn, terms stay with their meanings. Nothing else is said about breaks.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from content import ROOT, icon_svg
from setting import PAPER, Setting, items_of, label_of, marked

Yaml = dict[str, Any]
FAMILIES = {"text": ("Atkinson Hyperlegible Next", 0.984, 0.316), "heading": ("Source Serif 4", 1.036, 0.335)}
"""Fonts with their height above and below the baseline: each line is as high as its leading."""
TAGS = {"": "#{}", "bold": "#strong[#{}]", "italics": "#emph[#{}]"}


def make(brochure: Yaml, figures: Path, footer: tuple[str, str], setting: Setting) -> bytes:
    """Set a leaflet; returns the PDF."""
    import typst  # type: ignore[import-not-found, unused-ignore]

    with tempfile.TemporaryDirectory(dir=figures.parent) as name:
        source = Path(name) / "sheet.typ"
        source.write_text(page(brochure, footer, figures, setting), encoding="utf-8")
        made: bytes = typst.compile(
            str(source), root=str(figures.parent), font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True
        )
    return made


# The page ------------------------------------------------------------------------------------------


def page(brochure: Yaml, footer: tuple[str, str], figures: Path, setting: Setting) -> str:
    """Write a leaflet in Typst's language: its title and its sections."""
    at = f"/{figures.name}/"
    title = f"#heading(level: 1)[#{_said(brochure['title'])}]\n"
    if "subtitle" in brochure:
        title += f"#block(text(..subtitle)[#{_said(brochure['subtitle'])}])\n"
    title += "#v(22pt, weak: true)\n"
    sections = "".join(_section(part, 2, at, number > 0) for number, part in enumerate(brochure["sections"]))
    foot = " #linebreak() ".join(f"#{_said(line)}" for line in footer)
    return preamble(setting, foot) + f"#set document(title: {_said(brochure['title'])})\n" + title + sections


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _inline(text: str) -> str:
    return "".join(TAGS[look].format(_said(part)) for part, look in marked(text))


def _section(part: Yaml, level: int, at: str, later: bool = False) -> str:
    gap = "#v(section-gap, weak: true)\n" if later else ""
    heading = f"#heading(level: {level})[{_inline(part['heading'])}]\n"
    below = "".join(_section(each, level + 1, at) for each in part.get("sections", []))
    return gap + heading + _blocks(part.get("body", []), at) + below


def _blocks(blocks: list[Yaml], at: str) -> str:
    return "".join(_block(*next(iter(block.items())), at) for block in blocks)


def _block(kind: str, body: Any, at: str) -> str:
    if kind == "paragraph":
        return f"#par[{_inline(body)}]\n"
    if kind in ("list", "steps"):
        return _list(kind, body, at)
    if kind == "callout":
        title = (
            f"#block(below: 3pt, sticky: true, text(..callout-title)[{_inline(body['title'])}])\n"
            if "title" in body
            else ""
        )
        return f"#callout[{title}{_blocks(body['body'], at)}]\n"
    if kind == "table":
        return _table(body, at)
    if kind == "figure":
        return _figure(body, at)
    if kind == "figures":
        cells = "".join(f"[{_figure(each | {'width': 'full'}, at)}]," for each in body)
        return f"#block(breakable: false, grid(columns: (1fr,) * {len(body)}, gutter: 14pt, {cells}))\n"
    if kind == "beside":
        cells = f"[{_blocks(body['body'], at)}], [{_figure(body['figure'] | {'width': 'full'}, at)}]"
        wide = "1fr" if body["figure"].get("width") == "third" else "2fr"
        return f"#block(grid(columns: (2fr, {wide}), column-gutter: 20pt, {cells}))\n"
    if kind == "icons":
        return _icons(body)
    if kind == "questions":
        lines = "#writing" * body.get("answer_lines", 2)
        return "".join(f"#block(breakable: false)[#par[{_inline(item)}] {lines}]\n" for item in body["items"])
    if kind == "pros_cons":
        lists = zip(("For", "Against"), (body["pros"], body["cons"]), strict=True)
        cells = "".join(f"[#strong[{label}]\n{_list('list', items, at)}]," for label, items in lists)
        return f"#block(breakable: false, grid(columns: (1fr, 1fr), gutter: 24pt, {cells}))\n"
    if kind == "glossary":
        return "".join(
            f"#block(breakable: false)[#strong[{_inline(each['term'])}] #linebreak() {_inline(each['means'])}]\n"
            for each in body
        )
    raise ValueError(f"a block that is not known here: {kind}")


def _list(kind: str, body: Any, at: str) -> str:
    start = body.get("start", 1) if isinstance(body, dict) else 1
    items = "".join(f"[{_inline(item['text'])}\n{_blocks(item.get('body', []), at)}]," for item in items_of(body))
    if kind == "list":
        return f"#list({items})\n"
    labels = "".join(f"[*{label_of(body, number)}*]," for number in range(start, start + len(items_of(body))))
    return f"#enum(start: {start}, numbering: n => ({labels}).at(n - {start}), {items})\n"


def _table(body: Yaml, at: str) -> str:
    def cell(part: Any) -> str:
        return f"[{_blocks(part['body'], at)}]" if isinstance(part, dict) else f"[{_inline(part)}]"

    columns = ", ".join(f"{width}fr" for width in body["widths"])
    head = ", ".join(f"strong{cell(part)}" for part in body["header"])
    rows = []
    for row in body["rows"]:
        first = f"strong{cell(row[0])}" if body.get("row_headers") else cell(row[0])
        rows.append(", ".join([first, *map(cell, row[1:])]))
    return f"#table(columns: ({columns},), table.header({head}), {', '.join(rows)})\n"


def _figure(body: Yaml, at: str) -> str:
    width = {"half": "50%", "third": "33.3%"}.get(body.get("width", ""), "100%")
    image = f"image({_said(at + body['image'].removeprefix('figures/'))}, width: {width}, alt: {_said(body['alt'])})"
    caption = f", caption: [{_inline(body['caption'])}]" if "caption" in body else ""
    return f"#figure({image}{caption})\n"


def _icons(body: Yaml) -> str:
    def cell(item: Yaml) -> str:
        drawn = f'image(bytes({_said(icon_svg(item["icon"], "#0F5A66"))}), format: "svg", width: 34pt)'
        return f"[#pdf.artifact({drawn})\n#strong[{_inline(item['label'])}]\n\n{_inline(item.get('text', ''))}],"

    cells = "".join(map(cell, body["items"]))
    caption = f", caption: [{_inline(body['caption'])}]" if "caption" in body else ""
    return f"#figure(kind: image, grid(columns: (1fr,) * 3, gutter: 14pt, align: left, {cells}){caption})\n"


# The rules -----------------------------------------------------------------------------------------


def preamble(setting: Setting, footer: str) -> str:
    """Write the rules of an edition."""
    body, colors, after = setting.body, setting.theme["colors"], setting.style("body")["after"]

    def look(name: str) -> str:
        made = setting.style(name)
        family, ascent, descent = FAMILIES[made["font"]]
        baseline = (made["leading"] - (ascent + descent) * made["size"]) / 2 + ascent * made["size"]
        color = colors.get(made["color"], colors["ink"])
        return (
            f'(font: "{family}", weight: {made["weight"]}, size: {made["size"]}pt, fill: rgb("{color}"), '
            f"top-edge: {baseline:.3f}pt, bottom-edge: {baseline - made['leading']:.3f}pt)"
        )

    def heading(level: int, name: str) -> str:
        made = setting.style(name)
        gaps = f"above: {after + made['before']}pt, below: {made['after']}pt"
        return (
            f"#show heading.where(level: {level}): it => block({gaps}, sticky: true, text(..{look(name)}, it.body))\n"
        )

    cell, gap, item, step = (setting.size(name) for name in ("cell_padding", "table_gap", "item_gap", "step_gap"))
    head = body.first_top - body.top
    return f"""#let section-gap = {setting.section_gap}pt
#let subtitle = {look("subtitle")}
#let callout-title = {look("callout-title")}
#set page(width: {PAPER[0]}pt, height: {PAPER[1]}pt, margin: (left: {setting.left}pt,
  right: {PAPER[0] - setting.right}pt, top: {PAPER[1] - body.top}pt, bottom: {body.foot}pt), footer-descent: 14pt,
  footer: block(height: {body.foot - 14}pt, align(top, text(..{look("footer")})[{footer}])))
#set text(lang: "en", hyphenate: false, ..{look("body")})
#set par(leading: 0pt, spacing: {after}pt, justify: false)
#set block(spacing: {after}pt)
{heading(1, "title")}{heading(2, "heading")}{heading(3, "subheading")}{heading(4, "minor-heading")}
#set list(marker: ([•], [–], [•]), body-indent: {setting.size("list_indent") - 6}pt, spacing: {item}pt)
#set enum(body-indent: 6pt, spacing: {step}pt)
#show list: set block(spacing: {item}pt)
#show figure: set block(breakable: false, above: {after + 4}pt, below: 14pt)
#set figure(gap: 5pt)
#show figure: set align(left)
#show figure.caption: it => block(width: 100%, text(..{look("caption")}, it))
#set table(inset: (left: 0pt, right: {gap}pt, y: {cell}pt), stroke: (x, y) => (bottom: .5pt + rgb("{colors["hair"]}")))
#show table: set text(..{look("cell")})
#show table.cell: set block(breakable: false)
#let callout(body) = block(width: 100%, breakable: false, stroke: .75pt + gray, radius: 6pt,
  inset: (top: 13pt, right: 16pt, bottom: 13pt, left: 58pt), above: {after + 4}pt, below: 12.4pt, body)
#let writing = block(width: 100%, height: {setting.size("line_pitch")}pt, spacing: 0pt, stroke: (bottom: .75pt + gray))
#v({-head}pt)
"""
