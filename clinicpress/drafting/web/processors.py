"""Pages that word processors save: their lists, titles and comments become what they are in other pages.

Word writes each item of a list as a paragraph with its sign, and how deep it stands as a margin. Google
Docs writes one list for each stretch of items that stand equally deep, and the depth into its class.
Titles are paragraphs of a class, and all headings stand below them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from justhtml.dom import Element, Text

from clinicpress.drafting.signs import sign_of
from clinicpress.drafting.web.elements import Node, above, attribute, children, classes, elements, is_text, words_of

_TITLES = {"msotitle", "title"}
_ITEM = re.compile(r"msolist\w*")
_GAP = re.compile(r"font:\s*7(?:\.0)?pt")
"""Word sets the space behind a sign in this size."""
_MARGIN = re.compile(r"margin-left:\s*([0-9.]+)(pt|in|cm|mm|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_USUAL = 36.0
"""The margin of Word's own style for items, in points."""
_NUMBER = re.compile(r"\(?(?:(?P<number>[0-9]{1,3})|(?P<letter>[a-z])|(?P<capital>[A-Z]))[.)]")
_SAYING = "✓✗☐☑☒"
"""Signs that say something of their item."""
_FONT = re.compile(r"font-family:\s*[\"']?(\w+)")
_KIX = re.compile(r"lst-kix_(?P<name>\w+)-(?P<level>[0-8])")
_COUNTED = re.compile(r"lst-ctn-kix_(\w+-[0-8]),\s*([a-z-]+)\)")


def restore(body: Node, styles: str) -> list[str]:
    """Make lists of a page's items, and a heading of its title; returns notes about what was left out.

    `styles` are the style sheets in the page.
    """
    names = {name for node in elements(body) for name in classes(node)}
    is_words, is_googles = "msonormal" in names, any(map(_KIX.fullmatch, names)) or "doc-content" in classes(body)
    if not (is_words or is_googles):
        return []
    for stretch in list(_stretches(body, _is_item)):
        _nest(stretch)
    counted = dict(_COUNTED.findall(styles))
    for stretch in list(_stretches(body, lambda node: _kix(node) is not None)):
        _join(stretch, counted)
    _raise_title(body)
    return _without_comments(body)


def _stretches(body: Node, is_one: Callable[[Node], bool]) -> Iterator[list[Node]]:
    """Yield elements that stand one behind the other."""
    for holder in [body, *elements(body)]:
        stretch: list[Node] = []
        for child in holder.children or ():
            if not is_text(child) and is_one(child):
                stretch.append(child)
            elif not is_text(child) or (child.data or "").strip():
                yield from [stretch] if stretch else []
                stretch = []
        yield from [stretch] if stretch else []


def _is_item(node: Node) -> bool:
    return node.name == "p" and any(map(_ITEM.fullmatch, classes(node))) and _sign(node) is not None


def _sign(item: Node) -> tuple[str, list[Node]] | None:
    """Return the sign of an item, and what it is made of; labels of words are no signs, and stay."""
    spans = (each for each in elements(item, "span") if not words_of(each).strip("\u00a0 "))
    gap = next((each for each in spans if _GAP.search(attribute(each, "style"))), None)
    if gap is None:
        return None
    before = list(itertools.takewhile(lambda node: gap not in above(node), _texts(item)))
    sign = "".join(node.data or "" for node in before).strip()
    if len(sign) != 1:
        return (sign, [*before, gap]) if _NUMBER.fullmatch(sign) else None
    fonts = [font[1] for node in before for each in above(node) if (font := _FONT.search(attribute(each, "style")))]
    return (fonts and sign_of(fonts[0], ord(sign))) or sign, [*before, gap]


def _nest(items: list[Node]) -> None:
    """Put items into lists, deeper ones into the item above them."""
    parent = items[0].parent
    lists: list[tuple[float, Node]] = []
    for item in items:
        margin = _margin(item)
        sign, made_of = _sign(item) or ("", [])
        for node in made_of:
            node.parent.remove_child(node)
        number = _NUMBER.fullmatch(sign)
        while lists and lists[-1][0] > margin + 1:
            lists.pop()
        kind = "ol" if number else "ul"
        if not lists or lists[-1][0] < margin - 1 or lists[-1][1].name != kind:
            if lists and lists[-1][0] >= margin - 1:
                lists.pop()
            made = Element(kind, _counted(number), "html")
            if lists:
                list(children(lists[-1][1]))[-1].append_child(made)
            else:
                parent.insert_before(made, item)
            lists.append((margin, made))
        item.parent.remove_child(item)
        item.name = "li"
        item.attrs = {"value": number["number"]} if number and number["number"] else {}
        if sign in _SAYING:
            item.insert_before(Text(f"{sign} "), next(iter(item.children), None))
        lists[-1][1].append_child(item)


def _margin(item: Node) -> float:
    found = _MARGIN.search(attribute(item, "style"))
    return float(found[1]) * _POINTS[found[2]] if found else _USUAL


def _counted(number: re.Match[str] | None) -> dict[str, str | None]:
    if number is None or number["number"]:
        return {}
    said = number["letter"] or number["capital"]
    return {"type": "a" if number["letter"] else "A", "start": str(ord(said.lower()) - ord("a") + 1)}


def _texts(node: Node) -> Iterator[Node]:
    for child in node.children or ():
        if is_text(child):
            yield child
        else:
            yield from _texts(child)


def _kix(node: Node) -> tuple[str, int] | None:
    found = next(filter(None, map(_KIX.fullmatch, classes(node))), None)
    return (found["name"], int(found["level"])) if found and node.name in {"ul", "ol"} else None


def _join(lists: list[Node], counted: dict[str, str]) -> None:
    """Put lists one behind the other into those that they stand in, and together what is one list."""
    open_ones: list[tuple[tuple[str, int], Node]] = []
    for node in lists:
        kind = _kix(node)
        assert kind is not None
        if node.name == "ol":
            said = counted.get(f"{kind[0]}-{kind[1]}", "decimal")
            node.attrs["style"] = f"{attribute(node, 'style')};list-style-type:{said}"
        while open_ones and open_ones[-1][0][1] > kind[1]:
            open_ones.pop()
        if open_ones and open_ones[-1][0] == kind:
            for item in list(children(node)):
                open_ones[-1][1].append_child(item)
            node.parent.remove_child(node)
            continue
        if open_ones and open_ones[-1][0][1] == kind[1]:
            open_ones.pop()
        if open_ones and (items := list(children(open_ones[-1][1]))):
            items[-1].append_child(node)
        open_ones.append((kind, node))


def _raise_title(body: Node) -> None:
    """Make the title the highest heading, where the page has one of that class."""
    title = next((each for each in elements(body, "p") if _TITLES & {*classes(each)} and words_of(each)), None)
    if title is None:
        return
    for heading in list(elements(body, "h1", "h2", "h3", "h4", "h5")):
        heading.name = f"h{int(heading.name[1]) + 1}"
    title.name = "h1"


def _without_comments(body: Node) -> list[str]:
    """Take the comments of Google Docs out of a page, and tell them."""
    told = []
    for link in list(elements(body, "a")):
        leads_to = attribute(link, "href")
        if leads_to.startswith("#cmnt_ref") and attribute(link, "id").startswith("cmnt"):
            holder = next((each for each in above(link) if each.name == "div"), link)
            told.append(words_of(holder).removeprefix(words_of(link)).strip())
            holder.parent.remove_child(holder)
        elif leads_to.startswith("#cmnt"):
            holder = link.parent if link.parent.name == "sup" else link
            holder.parent.remove_child(holder)
    said = ", ".join(f"“{each}”" for each in told)
    return [f"settle the comments of the page's authors, which are not printed: {said}"] if told else []
