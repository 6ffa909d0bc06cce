"""A peer of pages.py: any leaflet set with WeasyPrint, with a style sheet as somebody writes it who knows CSS.

Headings stay with what follows, two lines at least stand together, pictures, boxes and rows of tables
are not torn. Nothing else is said about breaks: what WeasyPrint finds by itself is what is counted.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from content import icon_svg
from setting import PAPER, Setting, items_of, label_of, marked
from weasyprint import CSS, HTML  # type: ignore[import-not-found, import-untyped, unused-ignore]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found, import-untyped, unused-ignore]
from weasyprint_handout import FACES

Yaml = dict[str, Any]
FAMILIES = {"text": "Atkinson", "heading": "Serif4"}
TAGS = {"": "{}", "bold": "<b>{}</b>", "italics": "<em>{}</em>"}


def make(brochure: Yaml, figures: Path, footer: tuple[str, str], setting: Setting) -> bytes:
    """Set a leaflet; returns the PDF."""
    fonts = FontConfiguration()
    sheet = CSS(string=style(setting), font_config=fonts)
    document = HTML(string=page(brochure, footer), base_url=f"{figures.as_uri()}/")
    made: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return made


# The page ------------------------------------------------------------------------------------------


def page(brochure: Yaml, footer: tuple[str, str]) -> str:
    """Write a leaflet as HTML: its title and its sections."""
    foot = "".join(f"<p>{escape(line)}</p>" for line in footer)
    subtitle = f'<p class="subtitle">{escape(brochure["subtitle"])}</p>' if "subtitle" in brochure else ""
    sections = "".join(_section(part, 2) for part in brochure["sections"])
    head = f'<meta charset="utf-8"><title>{escape(brochure["title"])}</title>'
    title = f"<header><h1>{escape(brochure['title'])}</h1>{subtitle}</header>"
    return f'<html lang="en"><head>{head}</head><body><div id="footer">{foot}</div>{title}{sections}</body></html>'


def _section(part: Yaml, level: int) -> str:
    below = "".join(_section(each, level + 1) for each in part.get("sections", []))
    heading = f"<h{level}>{_inline(part['heading'])}</h{level}>"
    return f"<section>{heading}{_blocks(part.get('body', []), level)}{below}</section>"


def _inline(text: str) -> str:
    return "".join(TAGS[look].format(escape(part)) for part, look in marked(text))


def _blocks(blocks: list[Yaml], level: int) -> str:
    return "".join(_block(*next(iter(block.items())), level) for block in blocks)


def _block(kind: str, body: Any, level: int) -> str:
    if kind == "paragraph":
        return f"<p>{_inline(body)}</p>"
    if kind in ("list", "steps"):
        return _list(kind, body, level)
    if kind == "callout":
        title = f'<p class="title">{_inline(body["title"])}</p>' if "title" in body else ""
        return f'<div class="box">{title}{_blocks(body["body"], level)}</div>'
    if kind == "table":
        return _table(body, level)
    if kind == "figure":
        return _figure(body)
    if kind == "figures":
        return f'<div class="row">{"".join(_figure(each) for each in body)}</div>'
    if kind == "beside":
        return f'<div class="beside">{_figure(body["figure"])}{_blocks(body["body"], level)}</div>'
    if kind == "icons":
        return _icons(body)
    if kind == "questions":
        lines = '<div class="line"></div>' * body.get("answer_lines", 2)
        return "".join(f'<div class="question"><p>{_inline(item)}</p>{lines}</div>' for item in body["items"])
    if kind == "pros_cons":
        lists = zip(("For", "Against"), (body["pros"], body["cons"]), strict=True)
        cells = (f"<div><p><b>{label}</b></p>{_list('list', items, level)}</div>" for label, items in lists)
        return f'<div class="points">{"".join(cells)}</div>'
    if kind == "glossary":
        entries = (f"<dt>{_inline(each['term'])}</dt><dd>{_inline(each['means'])}</dd>" for each in body)
        return f"<dl>{''.join(entries)}</dl>"
    raise ValueError(f"a block that is not known here: {kind}")


def _list(kind: str, body: Any, level: int) -> str:
    start = body.get("start", 1) if isinstance(body, dict) else 1
    items = []
    for number, item in enumerate(items_of(body), start):
        mark = f'<span class="mark">{escape(label_of(body, number))}</span> ' if kind == "steps" else ""
        items.append(f"<li>{mark}{_inline(item['text'])}{_blocks(item.get('body', []), level)}</li>")
    tag = "ol" if kind == "steps" else "ul"
    return f"<{tag}>{''.join(items)}</{tag}>"


def _table(body: Yaml, level: int) -> str:
    def cell(part: Any, tag: str) -> str:
        inside = _blocks(part["body"], level) if isinstance(part, dict) else _inline(part)
        return f"<{tag}>{inside}</{tag}>"

    whole = sum(body["widths"])
    columns = "".join(f'<col style="width: {100 * width / whole:.2f}%">' for width in body["widths"])
    head = "".join(cell(part, "th") for part in body["header"])
    first = "th" if body.get("row_headers") else "td"
    rows = (cell(row[0], first) + "".join(cell(part, "td") for part in row[1:]) for row in body["rows"])
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _figure(body: Yaml) -> str:
    caption = f"<figcaption>{_inline(body['caption'])}</figcaption>" if "caption" in body else ""
    image = f'<img src="{body["image"].removeprefix("figures/")}" alt="{escape(body["alt"])}">'
    return f'<figure class="{body.get("width", "full")}">{image}{caption}</figure>'


def _icons(body: Yaml) -> str:
    def cell(item: Yaml) -> str:
        said = f"<p><b>{_inline(item['label'])}</b></p><p>{_inline(item.get('text', ''))}</p>"
        return f"<div>{icon_svg(item['icon'], '#0F5A66')}{said}</div>"

    caption = f"<figcaption>{_inline(body['caption'])}</figcaption>" if "caption" in body else ""
    return f'<figure><div class="icons">{"".join(map(cell, body["items"]))}</div>{caption}</figure>'


# The style -----------------------------------------------------------------------------------------


def style(setting: Setting) -> str:
    """Write the style sheet of an edition."""
    faces = "".join(
        f'@font-face {{ font-family: {family}; font-weight: {weight}; src: url("{file}") }}\n'
        for family, weight, file in FACES
    )
    body, colors = setting.body, setting.theme["colors"]

    def type_of(name: str) -> str:
        look = setting.style(name)
        color = colors.get(look["color"], colors["ink"])
        font = f"{look['weight']} {look['size']}pt/{look['leading']}pt {FAMILIES[look['font']]}"
        return f"font: {font}; color: {color}; margin: {look['before']}pt 0 {look['after']}pt"

    cell, gap = setting.size("cell_padding"), setting.size("table_gap")
    return f"""{faces}
@page {{ size: {PAPER[0]}pt {PAPER[1]}pt;
  margin: {PAPER[1] - body.top}pt {PAPER[0] - setting.right}pt {body.foot}pt {setting.left}pt;
  @bottom-left {{ content: element(footer); width: 100%; vertical-align: top; padding-top: 14pt }} }}
@page :first {{ margin-top: {PAPER[1] - body.first_top}pt }}
* {{ margin: 0; padding: 0; box-sizing: border-box }}
body {{ {type_of("body")}; margin: 0; orphans: 2; widows: 2 }}
#footer {{ position: running(footer) }}
#footer p {{ {type_of("footer")} }}
h1 {{ {type_of("title")} }}
.subtitle {{ {type_of("subtitle")} }}
header {{ margin-bottom: 22pt; break-after: avoid }}
h2, h3, h4 {{ break-after: avoid; break-inside: avoid }}
h2 {{ {type_of("heading")} }}
h3 {{ {type_of("subheading")} }}
h4 {{ {type_of("minor-heading")} }}
body > section + section > h2 {{ margin-top: {setting.section_gap}pt }}
p {{ {type_of("body")} }}
b, th {{ font-weight: 700 }}
ul, ol, dl, table, .points {{ margin-bottom: {setting.style("body")["after"]}pt }}
ul {{ padding-left: {setting.size("list_indent")}pt }}
ol {{ padding-left: {setting.size("list_indent") + 8}pt; list-style: none }}
ol > li > .mark {{ font-weight: 700; margin-left: -{setting.size("list_indent") + 8}pt; padding-right: 4pt }}
li + li {{ margin-top: {setting.size("item_gap")}pt }}
ol > li + li {{ margin-top: {setting.size("step_gap")}pt }}
li > ul, li > ol, li > p {{ margin: {setting.size("item_gap")}pt 0 0 }}
.box {{ border: .75pt solid #8A939B; border-radius: 6pt; padding: 13pt 16pt 13pt 58pt; margin: 4pt 0 12.4pt;
  break-inside: avoid }}
.box > :last-child {{ margin-bottom: 0 }}
.title {{ {type_of("callout-title")}; break-after: avoid }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse; {type_of("cell")} }}
tr {{ break-inside: avoid }}
th, td {{ text-align: left; vertical-align: top; padding: {cell}pt {gap}pt {cell}pt 0;
  border-bottom: .5pt solid #C9CFD4 }}
td ul {{ margin: 0; font-size: inherit }}
figure {{ margin: 4pt 0 14pt; break-inside: avoid }}
img {{ display: block; width: 100% }}
.half {{ width: 50% }}
.third {{ width: 33.3% }}
figcaption {{ {type_of("caption")} }}
.row, .icons, .points {{ display: flex; gap: 14pt; break-inside: avoid }}
.row figure, .icons div, .points div {{ flex: 1 }}
.beside {{ display: flow-root }}
.beside figure {{ float: right; margin: 0 0 8pt 20pt }}
svg {{ width: 34pt; height: 34pt; display: block }}
dt {{ font-weight: 700; break-after: avoid }}
dd {{ margin-bottom: {setting.size("item_gap")}pt }}
.question {{ break-inside: avoid; margin-bottom: {setting.size("lines_after")}pt }}
.line {{ height: {setting.size("line_pitch")}pt; border-bottom: .75pt solid #8A939B }}
"""
