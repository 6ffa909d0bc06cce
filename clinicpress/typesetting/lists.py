"""Lists: items beside their labels, and terms above their meanings."""

from __future__ import annotations

from dataclasses import replace

from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems
from clinicpress.story.markup import Tag
from clinicpress.typesetting.flowables import MIN_MEASURE, Flowable, Stack
from clinicpress.typesetting.labels import Labels, labels_of, own_style
from clinicpress.typesetting.leaves import NumberLeaf
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.rows import Cell, Row
from clinicpress.typesetting.setting import Column, Setter, close
from clinicpress.typesetting.text import Paragraph


def set_list(tag: Tag, parent: Element, column: Column, setter: Setter) -> Flowable:
    """Set a list with its labels: bullets, numbers in circles, or words; raises InputProblems without room."""
    element = setter.element(tag, parent)
    measures = setter.theme.measures
    named = own_style(tag)
    column = column._replace(style=named or column.style)
    labels = labels_of(tag, column, setter.theme, setter.fit, setter.ink)
    element.numbering = labels.numbering if labels else "None"
    steps = tag.name == "ol" and not column.lists and not column.style
    gap = setter.phrases.style(named, tag.place).after if named else measures.step_gap if steps else measures.item_gap
    indent = labels.indent if labels else 0.0
    inner = column.inner(column.measure - indent, lists=1)
    rows: list[Flowable] = []
    for number, item in enumerate(tag.tags()):
        if inner.measure < MIN_MEASURE:
            raise InputProblems.one(
                item.source(), "lists are nested so deep here that there is no room left for their text"
            )
        entry = element.child("LI")
        label = _label(labels, number, entry.child("Lbl"), setter) if labels else None
        style = item.attributes.get("class") or column.style or tag.kind.style
        content = close(setter.stack(item, entry.child("LBody"), inner, style), measures.item_gap)
        drop = 0.0
        if labels and labels.circle:
            drop = max(0.0, (measures.step_circle - _leading(content)) / 2)
        cells: tuple[Cell, ...] = (Cell(content, indent, inner.measure, drop, grows=True),)
        if label and labels and labels.above:
            below = Row(cells, column.measure)
            cells = (Cell(Stack((label, below)), 0.0, column.measure, grows=True),)
        elif label:
            cells = (Cell(label, 0.0, max(indent, 1.0)), *cells)
        rows.append(
            Row(
                cells,
                column.measure,
                before=gap if rows else 0.0,
                torn="item",
                place=item.source(),
            )
        )
    before, after = (measures.item_gap, 0.0) if column.lists else (0.0, setter.theme.style("body", setter.fit).after)
    return Stack(tuple(rows), torn="list", alone="item_alone", before=before, after=after, place=tag.source())


def _label(labels: Labels, number: int, element: Element, setter: Setter) -> Flowable:
    element.text = labels.words[number]
    label = Paragraph((Run(element.text, labels.style),), labels.style, element)
    if labels.above:
        return replace(label, style=replace(labels.style, keep_next=True))
    return NumberLeaf(label, setter.theme.measures.step_circle, labels.circle) if labels.circle else label


def _leading(stack: Stack) -> float:
    """Return the leading of a stack's first paragraph, in points."""
    first = stack.first
    return first.style.leading if isinstance(first, Paragraph) else 0.0


def set_glossary(tag: Tag, parent: Element, column: Column, setter: Setter) -> Flowable:
    """Set terms, each with its meaning below it."""
    element = setter.element(tag, parent)
    rows: list[Stack] = []
    entry = element
    for child in tag.tags():
        if child.name == "dt":
            entry = element.child("LI")
            paragraph = setter.phrases.paragraph(child, entry.child("Lbl"), child.kind.style, column.measure)
            term = replace(paragraph, style=replace(paragraph.style, keep_next=True))
            before = setter.theme.measures.step_gap if rows else 0.0
            rows.append(Stack((term,), torn="item", before=before, place=child.source()))
        else:
            meaning = setter.stack(child, entry.child("LBody"), column, child.kind.style)
            term_and_meaning = (*rows[-1].children, meaning) if rows else (meaning,)
            rows[-1:] = [replace(rows[-1], children=term_and_meaning) if rows else meaning]
    after = setter.theme.style("body", setter.fit).after
    return Stack(tuple(rows), torn="list", alone="item_alone", after=after, place=tag.source())
