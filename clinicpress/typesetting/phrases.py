"""Phrases: the text and inline elements of a story become the runs of a paragraph."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from clinicpress.content.locale import Locale
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP, printable, settable, spaced
from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.looks.color import Color
from clinicpress.looks.theme import Fit, TextStyle, Theme
from clinicpress.story.markup import Tag
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.pagination import Pagination
from clinicpress.typesetting.text import Paragraph, known_copy


@dataclass(frozen=True)
class PhraseSetter:
    """Sets phrases in a theme's styles, at a step of the copyfit ladder."""

    theme: Theme
    locale: Locale
    fit: Fit
    pages: Pagination | None = None
    """Where the sections stand, if the story prints their pages."""
    asked: set[str] = field(default_factory=set)
    """The ids of which it was asked to print the page."""
    ink: Color | None = None
    """The colour of all words, where the ground that they stand on asks for one."""

    def paragraph(self, tag: Tag, element: Element, default: str, measure: float) -> Paragraph:
        """Make a paragraph of a tag's words; its class, or `default`, names the text style.

        `measure` in points is that of its column: styles with steps choose their size by it.
        """
        style = self.style(tag.attributes.get("class") or default, tag.place)
        if _is_foreign(element):
            from clinicpress.scripts.bidi import base_level

            # Its first letter says which way it runs, as on a screen (UAX #9, P2).
            style = replace(style, rtl=bool(base_level(tag.text)))
        paragraph = Paragraph(
            known_copy(self._runs(tag, style, element)),
            style,
            element,
            tag.source(),
            anchor=tag.attributes.get("id", ""),
        )
        paragraph = _stepped(paragraph, measure)
        for run in paragraph.runs:
            (run.element or element).text += printable(run.text)
        return paragraph

    def style(self, name: str, place: Place) -> TextStyle:
        """Return a text style by its name; raises InputProblems at the template's place for an unknown one."""
        check_class(name, self.theme.spec.styles, "text style", place)
        return inked(self.theme.style(name, self.fit), self.ink)

    def _runs(self, tag: Tag, style: TextStyle, element: Element) -> list[Run]:
        """Collect the runs; white space becomes single spaces, none at either end."""
        runs: list[Run] = []
        self._collect(tag, Run("", style.solid), element, runs)
        cleaned: list[Run] = []
        open_space = True
        for run in runs:
            text = spaced(settable(run.text))
            lead = " " if text[:1] == " " and not open_space else ""
            words = text.strip(" ")
            if not words:
                if lead and cleaned:
                    cleaned[-1] = _saying(cleaned[-1], cleaned[-1].text + " ")
                    open_space = True
                continue
            tail = " " if text[-1:] == " " else ""
            words = self.locale.glued(words)
            cleaned.append(_saying(run, lead + words + tail))
            open_space = bool(tail)
        if cleaned:
            cleaned[-1] = _saying(cleaned[-1], cleaned[-1].text.rstrip(" "))
        return cleaned

    def _collect(self, tag: Tag, look: Run, element: Element, runs: list[Run]) -> None:
        joins = False
        for child in tag.children:
            if isinstance(child, str) or (child.said is not None and not child.said.marked):
                # What has no marks is one run with what stands beside it.
                text = child if isinstance(child, str) else child.text
                if joins:
                    runs[-1] = runs[-1]._replace(text=runs[-1].text + text)
                else:
                    runs.append(look._replace(text=text))
                joins = True
                continue
            joins = False
            if child.name == "page":
                runs.append(look._replace(text=self.page_words(child.attributes["of"])))
                continue
            inner = look
            if child.name == "strong":
                inner = look._replace(strong=True)
            elif child.name == "em":
                inner = look._replace(emphasis=True)
            elif child.name in ("span", "a") and (name := child.attributes.get("class")):
                styled = self.style(name, child.place)
                inner = look._replace(color=styled.color) if name == "link" else look._replace(style=styled.solid)
            if child.name == "a":
                link = (look.element or element).inline_child("Link")
                link.alt = self._link_name(child)
                inner = inner._replace(link=child.attributes["href"], element=link)
            elif "lang" in child.attributes:
                span = (look.element or element).inline_child("Span")
                span.lang = child.attributes["lang"]
                inner = inner._replace(element=span, apart=True)
            self._collect(child, inner, element, runs)

    def page_words(self, name: str) -> str:
        """Return what is printed about the page of an id; nothing where a story prints no pages."""
        if self.pages is None:
            return ""
        self.asked.add(name)
        if name in self.pages.silent:
            return ""
        page = self.locale.numbered(self.pages.page(name))
        said = self.locale.labels.page_reference.format(page=page).replace(" ", NBSP)
        # A bracket of Chinese and Japanese holds its space.
        return said if said.startswith("（") else f" {said}"

    def _link_name(self, tag: Tag) -> str:
        """Say where a link leads: the address, the number of the source or of the address, or the section."""
        target, labels = tag.attributes["href"], self.locale.labels
        if target.startswith("#"):
            name = {"cite": labels.source, "web": labels.web_pages}.get(tag.attributes.get("class", ""))
            number = unicodedata.normalize("NFKC", tag.text).strip(" []")
            return f"{name} {number}" if name else spaced(printable(tag.text)).strip()
        return target.removeprefix("mailto:").removeprefix("tel:")


def _saying(run: Run, text: str) -> Run:
    """Return a run with another text."""
    return run if run.text == text else run._replace(text=text)


def _is_foreign(element: Element | None) -> bool:
    """Tell whether an element, or what it stands in, is in a language of its own."""
    while element is not None and not element.lang:
        element = element.parent
    return element is not None


def inked(style: TextStyle, ink: Color | None) -> TextStyle:
    """Return a text style in the colour that its ground asks for; in its own where that asks for none."""
    return style if ink is None else replace(style, color=ink)


def _stepped(paragraph: Paragraph, measure: float) -> Paragraph:
    """Choose the largest of a style's sizes that keeps to its most lines."""
    style = paragraph.style
    for size, leading in style.steps:
        if len(paragraph.lines(measure)) <= style.max_lines:
            break
        smaller = replace(style, size=size, leading=leading)
        runs = known_copy([run._replace(style=smaller.solid) for run in paragraph.runs])
        paragraph = replace(paragraph, style=smaller, runs=runs)
    return paragraph


def check_class(name: str, known: Collection[str], what: str, place: Place) -> None:
    """Check that the theme has what a class names; raises InputProblems at the template's line."""
    if name not in known:
        hint = did_you_mean(name, map(str, known))
        raise InputProblems.one(place, f"the theme has no {what} “{name}”", hint)
