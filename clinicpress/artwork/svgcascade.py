"""The cascade of an SVG: which of its declarations holds for which element (CSS Cascade 4, SVG 2 chapter 6).

Attributes, style sheets and style attributes become one set of declared values for each element;
variables are put in. What CSS can say and no print can follow is told, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

import cssselect2
import tinycss2

from clinicpress.artwork.svgfile import Element, Flaw, Unfit
from clinicpress.artwork.svgvalues import listed

PRESENTATION = listed(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters "
    "direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font "
    "font-family font-size font-stretch font-style font-variant font-weight image-rendering "
    "isolation letter-spacing lighting-color marker marker-start marker-mid marker-end mask mask-type "
    "  opacity overflow paint-order shape-rendering stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor text-decoration text-rendering text-transform transform transform-box transform-origin "
    "unicode-bidi vector-effect visibility white-space word-spacing writing-mode clip cursor pointer-events "
    "color-rendering font-size-adjust kerning"
)
"""The attributes that a style sheet may say otherwise (SVG 2, 6.6)."""
_NOT_ON_PAPER = re.compile(r"prefers-|hover|pointer|speech|\bdark\b", re.IGNORECASE)
"""Media queries of what paper is not: their rules are for no print."""
_PLAIN = "export it with presentation attributes instead of style sheets"
_DEEPEST = 20
"""How many variables may stand inside each other."""
_LONGEST = 1000
"""How many parts a value may have, with what its variables stand for."""
_MOST_MATCHED = 20_000_000
"""How many selectors may be held against elements: some seconds of work."""

Declared = dict[str, str]
Variables = Mapping[str, str]


@dataclass(frozen=True)
class _Declaration:
    name: str
    value: str
    important: bool


class Cascade:
    """The style sheets of a picture, and what of its styles cannot be printed."""

    def __init__(self, root: Element) -> None:
        self.flaws: list[Flaw] = []
        self._matcher = cssselect2.Matcher()
        self._wrapped: dict[int, cssselect2.ElementWrapper] = {}
        self._selectors = 0
        sheets = [element for element in root.walk() if element.name == "style"]
        for sheet in sheets:
            self._read(sheet)
        if self._selectors * sum(1 for _ in root.walk()) > _MOST_MATCHED:
            raise Unfit.one(0, "has too many styles for its elements", _PLAIN)
        if sheets:
            self._wrap(root)

    def declared(self, element: Element, around: Variables) -> tuple[Declared, Variables]:
        """Return the values that hold for an element itself, and the variables that hold in it.

        `around` are the variables of the element that it is in.
        """
        attributes = element.attributes
        found: Declared = {name: value for name, value in attributes.items() if name in PRESENTATION}
        inline = self._declarations(attributes["style"], element.line) if "style" in attributes else []
        sheets = self._matched(element)
        for important in (False, True):
            for each in (*sheets, *inline):
                if each.important == important:
                    found[each.name] = each.value
        own = {name: found.pop(name) for name in list(found) if name.startswith("--")}
        variables = {**around, **own} if own else around
        if any("var(" in value for value in own.values()):
            variables = {**variables, **{name: self._filled(own[name], variables, element.line) for name in own}}
        return {name: self._filled(value, variables, element.line) for name, value in found.items()}, variables

    def _matched(self, element: Element) -> list[_Declaration]:
        wrapped = self._wrapped.get(id(element))
        if wrapped is None:
            return []
        # Sorted by specificity, and then by their order in the file.
        return [
            each for _, _, pseudo, declarations in self._matcher.match(wrapped) if not pseudo for each in declarations
        ]

    def _read(self, sheet: Element) -> None:
        """Take the rules of a style element."""
        if sheet.attributes.get("type", "text/css").strip().lower() not in ("", "text/css"):
            return
        media = sheet.attributes.get("media", "all").strip()
        if media not in ("", "all", "print"):
            if not _NOT_ON_PAPER.search(media):
                self._told(sheet.line, f"a sheet for other media (“{media[:30]}”)")
            return
        text = sheet.text.replace("<!--", " ").replace("-->", " ")
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            line = sheet.line + getattr(rule, "source_line", 1) - 1
            if rule.type == "qualified-rule":
                self._take(rule, line)
            elif rule.type == "at-rule":
                said = f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}"
                if rule.lower_at_keyword == "media" and _NOT_ON_PAPER.search(said):
                    continue
                if rule.lower_at_keyword not in ("font-face", "charset", "keyframes", "namespace"):
                    self._told(line, f"“{said[:40].strip()}”")

    def _take(self, rule: tinycss2.ast.QualifiedRule, line: int) -> None:
        said = tinycss2.serialize(rule.prelude).strip()
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            self._told(line, f"the selector “{said[:40]}”")
            return
        declarations = self._declarations(rule.content, line)
        self._selectors += len(selectors)
        for selector in selectors:
            self._matcher.add_selector(selector, declarations)

    def _declarations(self, text: str | list[tinycss2.ast.Node], line: int) -> list[_Declaration]:
        found = []
        for each in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
            if each.type == "declaration":
                name = each.name if each.name.startswith("--") else each.lower_name
                found.append(_Declaration(name, tinycss2.serialize(each.value).strip(), each.important))
            elif each.type in ("qualified-rule", "at-rule"):
                self._told(line, f"a rule inside of a rule (“{tinycss2.serialize(each.prelude).strip()[:30]}”)")
        return found

    def _filled(self, value: str, variables: Variables, line: int) -> str:
        """Return a value with what its variables stand for (CSS Custom Properties 1)."""
        if "var(" not in value:
            return value
        try:
            nodes = _Filler(variables).filled(tinycss2.parse_component_value_list(value))
        except LookupError:
            self._told(line, f"“{value[:40]}”, a variable that it does not give a value")
            return ""
        return str(tinycss2.serialize(nodes)).strip()

    def _told(self, line: int, what: str) -> None:
        self.flaws.append(Flaw(line, f"its styles hold {what}, which cannot be printed", _PLAIN))

    def _wrap(self, root: Element) -> None:
        """Give each element the form that selectors are matched on."""
        pairs: list[tuple[Element, ElementTree.Element]] = []

        def copied(element: Element) -> ElementTree.Element:
            made = ElementTree.Element(f"{{http://www.w3.org/2000/svg}}{element.name}", element.attributes)
            pairs.append((element, made))
            made.extend(copied(kid) for kid in element.elements)
            return made

        tree = cssselect2.ElementWrapper.from_xml_root(copied(root))
        by_node = {id(wrapper.etree_element): wrapper for wrapper in tree.iter_subtree()}
        self._wrapped = {id(element): by_node[id(made)] for element, made in pairs}
        self._kept = tree


class _Filler:
    """Puts variables into values, with a bound on all that it does for one."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._left = _LONGEST

    def filled(self, nodes: list[tinycss2.ast.Node], depth: int = 0) -> list[tinycss2.ast.Node]:
        """Return nodes with variables put in; raises LookupError for one without a value, and for too much."""
        if depth > _DEEPEST:
            raise LookupError("variables stand in each other without end")
        found: list[tinycss2.ast.Node] = []
        for node in nodes:
            self._left -= 1
            if self._left < 0:
                raise LookupError("variables stand for too much")
            if node.type != "function":
                found.append(node)
            elif node.lower_name == "var":
                found += self.filled(self._stands_for(node.arguments), depth + 1)
            else:
                inner = self.filled(node.arguments, depth + 1)
                found.append(tinycss2.ast.FunctionBlock(node.source_line, node.source_column, node.name, inner))
        return found

    def _stands_for(self, arguments: list[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
        name = next((each.value for each in arguments if each.type == "ident"), "")
        if name in self._variables:
            return list(tinycss2.parse_component_value_list(self._variables[name]))
        comma = next((at for at, each in enumerate(arguments) if each == ","), None)
        if comma is None:
            raise LookupError(name)
        return arguments[comma + 1 :]
