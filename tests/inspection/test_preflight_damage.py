"""The preflight of damaged files: every kind of damage is told with its row and page, and in words."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from clinicpress.content.edition import Job
from clinicpress.inspection.preflight import inspect_file
from clinicpress.readback.verdict import LONGEST, begins
from tests.inspection.damage import (
    HANDOUT,
    LINKED,
    LONG,
    NOTE,
    ON_PAGE_2,
    SAMPLER,
    SCRIPT,
    SOURCE,
    SUMMARY,
    WHITE,
    WORDS,
    Break,
    after,
    annotation,
    around,
    attached_to_a_page,
    black_on_red,
    both,
    broken,
    coarse_picture,
    colored,
    dead_bookmark,
    drop,
    failures,
    font,
    gone,
    line,
    linked_page,
    lost_picture,
    mail,
    moved,
    no_title,
    note,
    on_every_page,
    other_title,
    other_words,
    put,
    sized,
    swapped_pages,
    two_paragraphs,
    unknown_character,
    wide_cell,
)
from tests.tampering import elements, rename, swap

pytestmark = pytest.mark.long


@pytest.mark.parametrize("text", ["https://example.org/" + "x" * 60, "深" * 60])
def test_a_text_without_spaces_is_told_by_its_beginning(text: str) -> None:
    assert begins(text) == f"“{text[: LONGEST - 1]}…”"


BROKEN: dict[str, tuple[Job, Break, set[tuple[str, int | None]]]] = {
    "footer cut on one page": (
        HANDOUT,
        both(line(2, SOURCE, gone), line(2, NOTE, gone)),
        {("source", 2), ("disclaimer", 2)},
    ),
    "source changed on one page": (HANDOUT, line(3, SOURCE, other_words), {("source", 3)}),
    "source gone from one page": (HANDOUT, line(1, SOURCE, gone), {("source", 1)}),
    "disclaimer gone from one page": (HANDOUT, line(4, NOTE, gone), {("disclaimer", 4)}),
    "disclaimer gone from every page": (
        HANDOUT,
        both(*(line(number, NOTE, gone) for number in range(1, 5))),
        {("disclaimer", number) for number in range(1, 5)},
    ),
    "clinic gone from a footer": (HANDOUT, line(3, "(555) 555-0100", gone), {("story", 3)}),
    "a line lost": (HANDOUT, line(2, WORDS, gone), {("story", 2)}),
    "a word changed": (HANDOUT, line(2, WORDS, other_words), {("story", 2)}),
    "two paragraphs swapped in the tags": (HANDOUT, two_paragraphs, {("story", 2), ("order", 2)}),
    "two sections swapped in the tags": (
        HANDOUT,
        lambda pdf: swap(elements(pdf, "Document")[0].K, 2, 3),
        {("story", 1)},
    ),
    "a paragraph out of the tags": (
        HANDOUT,
        lambda pdf: elements(pdf, "Sect")[1].K.__delitem__(1),
        {("story", 2), ("tags", 2)},
    ),
    "a line said twice": (HANDOUT, line(2, WORDS, lambda code: code + b" " + moved(y=b"130")(code)), {("story", 2)}),
    "words added as decoration": (
        HANDOUT,
        after(2, b"/Artifact BMC BT 192 20 Td /F1+0 9 Tf <0102030405> Tj ET EMC"),
        {("story", 2)},
    ),
    "painted over": (HANDOUT, after(2, WHITE % 600), {("hidden", 2)}),
    "footer painted over": (HANDOUT, after(2, WHITE % 60 + b" " + WHITE.replace(b"150", b"40") % 60), {("source", 2)}),
    "invisible text": (HANDOUT, line(2, WORDS, lambda code: b"3 Tr " + code + b" 0 Tr"), {("hidden", 2)}),
    "text without a size": (HANDOUT, line(2, ON_PAGE_2, sized(b"0")), {("story", 2)}),
    "white text on white": (HANDOUT, line(2, WORDS, colored(b"1 1 1")), {("hidden", 2)}),
    "clipped text": (
        HANDOUT,
        line(2, WORDS, lambda code: b"q 0 0 250 792 re W n " + code + b" Q"),
        {("hidden", 2)},
    ),
    "a font not embedded": (
        SUMMARY,
        drop("/FontFile2", lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor),
        {("fonts", 1)},
    ),
    "a font without characters": (SUMMARY, drop("/ToUnicode", font), {("fonts", 1)}),
    "characters not known": (HANDOUT, unknown_character, {("characters", 1), ("characters", 2)}),
    "7 pt text": (HANDOUT, line(2, ON_PAGE_2, sized(b"7")), {("type-size", 2)}),
    "pale text": (HANDOUT, line(2, WORDS, colored(b"0.75 0.75 0.75")), {("contrast", 2), ("grey", 2)}),
    "pale in grey only": (HANDOUT, line(2, WORDS, black_on_red), {("grey", 2)}),
    "a coarse picture": (HANDOUT, coarse_picture, {("pictures", 1)}),
    "text off the page": (HANDOUT, line(2, WORDS, moved(x=b"580")), {("edges", 2)}),
    "text in the margin": (HANDOUT, line(2, WORDS, moved(x=b"8")), {("edges", 2)}),
    "text at the foot": (HANDOUT, line(2, WORDS, moved(y=b"15")), {("edges", 2)}),
    "crop box cuts text": (
        HANDOUT,
        put("/CropBox", Array([0, 0, 500, 792]), lambda pdf: pdf.pages[1].obj),
        {("edges", 2), ("size", 2)},
    ),
    "a page removed": (HANDOUT, lambda pdf: pdf.pages.__delitem__(2), {("pages", None), ("story", 2)}),
    "a page twice": (HANDOUT, lambda pdf: pdf.pages.insert(2, pdf.pages[2]), {("pages", None)}),
    "two pages swapped": (HANDOUT, swapped_pages, {("story", 2), ("story", 3)}),
    "a blank page": (HANDOUT, lambda pdf: pdf.add_blank_page(page_size=(612, 792)), {("pages", None), ("blank", 5)}),
    "a page turned": (HANDOUT, put("/Rotate", 180, lambda pdf: pdf.pages[3].obj), {("size", 4)}),
    "a page of another size": (
        HANDOUT,
        put("/MediaBox", Array([0, 0, 595, 842]), lambda pdf: pdf.pages[3].obj),
        {("size", 4)},
    ),
    "boxes not nested": (
        SUMMARY,
        put("/TrimBox", Array([-9, -9, 621, 801]), lambda pdf: pdf.pages[0].obj),
        {("boxes", 1)},
    ),
    "no tags": (SUMMARY, drop("/StructTreeRoot"), {("tags", None)}),
    "not marked": (SUMMARY, drop("/MarkInfo"), {("tags", None)}),
    "no way back": (
        HANDOUT,
        drop("/ParentTree", lambda pdf: pdf.Root.StructTreeRoot),
        {("tags", n) for n in range(1, 5)},
    ),
    "painting outside of tags": (HANDOUT, after(3, b"BT 300 300 Td /F1+0 12 Tf <0102> Tj ET"), {("tags", 3)}),
    "heading level skipped": (HANDOUT, lambda pdf: rename(elements(pdf, "H2")[1], "H4"), {("order", 1)}),
    "an item that is none": (SAMPLER, lambda pdf: rename(elements(pdf, "LI")[0], "P"), {("nesting", 1)}),
    "a cell lost": (SAMPLER, lambda pdf: elements(pdf, "TR")[1].K.__delitem__(0), {("nesting", 3)}),
    "an entry of the contents to another page": (
        LONG,
        lambda pdf: put("/Dest", Array([pdf.pages[6].obj, Name.Fit]), lambda pdf: pdf.pages[0].Annots[0])(pdf),
        {("nesting", 1)},
    ),
    "an entry of the contents that is none": (
        LONG,
        lambda pdf: rename(elements(pdf, "TOCI")[0], "P"),
        {("nesting", 1)},
    ),
    "contents that lead nowhere": (
        LONG,
        lambda pdf: drop("/Dest", lambda pdf: pdf.pages[0].Annots[0])(pdf),
        {("nesting", 1), ("links", 1)},
    ),
    "a joined cell that is one": (LONG, drop("/A", lambda pdf: wide_cell(pdf)), {("nesting", 1)}),
    "a list in a list that is none": (LONG, lambda pdf: rename(elements(pdf, "LI")[1], "P"), {("nesting", 1)}),
    "a heading below others too deep": (LONG, lambda pdf: rename(elements(pdf, "H3")[0], "H4"), {("order", 2)}),
    "a head of nothing": (SAMPLER, drop("/A", lambda pdf: elements(pdf, "TH")[0]), {("nesting", 3)}),
    "a note like another": (
        HANDOUT,
        put("/ID", String("note-0000"), lambda pdf: elements(pdf, "Note")[1]),
        {("nesting", 3)},
    ),
    "no title": (SUMMARY, no_title, {("title", None)}),
    "another title": (SUMMARY, put("/Title", String("Another"), lambda pdf: pdf.docinfo), {("title", None)}),
    "title not shown": (SUMMARY, drop("/ViewerPreferences"), {("title", None)}),
    "no language": (SUMMARY, drop("/Lang"), {("language", None)}),
    "no such language": (SUMMARY, put("/Lang", String("English (US)")), {("language", None)}),
    "no description of a picture": (HANDOUT, drop("/Alt", lambda pdf: elements(pdf, "Figure")[0]), {("alt", 1)}),
    "a dead link": (HANDOUT, put("/A", Dictionary(S=Name.GoTo, D=String("x")), annotation), {("links", LINKED)}),
    "a link without goal": (HANDOUT, drop("/A", annotation), {("links", LINKED)}),
    "a link without description": (HANDOUT, drop("/Contents", annotation), {("links", LINKED)}),
    "a link off the page": (HANDOUT, put("/Rect", Array([700, 10, 800, 20]), annotation), {("links", LINKED)}),
    "a dead bookmark": (HANDOUT, dead_bookmark, {("links", None)}),
    "a script": (
        SUMMARY,
        put("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
        {("open", None)},
    ),
    "a script of a page": (
        SUMMARY,
        put("/AA", Dictionary(O=SCRIPT), lambda pdf: pdf.pages[0].obj),
        {("open", None)},
    ),
    "a script by name": (
        SUMMARY,
        put("/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("x"), SCRIPT])))),
        {("open", None)},
    ),
    "an attachment of a page": (SUMMARY, attached_to_a_page, {("open", None)}),
    "a comment": (HANDOUT, note(2, "FreeText"), {("open", 2)}),
    "a stamp": (SUMMARY, note(1, "Stamp"), {("open", 1)}),
    "a form field": (HANDOUT, note(3, "Widget"), {("open", 3)}),
    "all pages upside down": (
        HANDOUT,
        on_every_page("/Rotate", 180),
        {("size", number) for number in range(1, 5)},
    ),
    "the only page on its side": (SUMMARY, on_every_page("/Rotate", 90), {("size", 1)}),
    "a page mirrored": (HANDOUT, around(2, b"-1 0 0 1 612 0"), {("size", 2)}),
    "another unit": (SUMMARY, on_every_page("/UserUnit", 2), {("size", 1)}),
    "squeezed text": (HANDOUT, line(2, WORDS, lambda code: b"q 50 Tz " + code + b" Q"), {("type-size", 2)}),
    "squeezed by a matrix": (
        HANDOUT,
        line(3, NOTE, lambda code: b"q .5 0 0 1 20 0 cm " + code + b" Q"),
        {("type-size", 3)},
    ),
    "a line on another": (
        HANDOUT,
        line(2, WORDS, lambda code: b"q 1 0 0 1 0 12 cm " + code + b" Q"),
        {("hidden", 2)},
    ),
    "other words for screen readers": (
        HANDOUT,
        put("/ActualText", String("Take ten times the dose."), lambda pdf: elements(pdf, "P")[3]),
        {("story", 1)},
    ),
    "a description in place of words": (
        HANDOUT,
        put("/Alt", String("Take ten times the dose."), lambda pdf: elements(pdf, "P")[3]),
        {("story", 1)},
    ),
    "a picture lost": (HANDOUT, lost_picture, {("alt", 1)}),
    "a link to elsewhere": (
        HANDOUT,
        put("/URI", String("https://doi.example/10.1097"), lambda pdf: annotation(pdf).A),
        {("links", LINKED)},
    ),
    "a phone number that calls another": (
        HANDOUT,
        put("/URI", String("tel:5555550199"), lambda pdf: annotation(pdf).A),
        {("links", LINKED)},
    ),
    "a mailbox of another": (
        HANDOUT,
        put("/URI", String("mailto:hello@other.example"), lambda pdf: mail(pdf).A),
        {("links", 4)},
    ),
    "another title in both places": (SUMMARY, other_title, {("title", None)}),
    "another language": (SUMMARY, put("/Lang", String("fr")), {("language", None)}),
    "an attachment": (SUMMARY, lambda pdf: pdf.attachments.__setitem__("a.txt", b"text"), {("open", None)}),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_damage_is_told_with_its_row_and_page(
    kind: str, printed: dict[Job, bytes], sampler: dict[Job, bytes], tmp_path: Path
) -> None:
    job, change, told = BROKEN[kind]
    content = {**printed, **sampler}[job]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        expected = {(row, linked_page(pdf) if page == LINKED else page) for row, page in told}
    file = tmp_path / "broken.pdf"
    file.write_bytes(broken(content, change))
    inspected = inspect_file(file)
    assert expected <= failures(inspected), (kind, [row for row in inspected.rows if row.result != "passed"])
    assert not inspected.passed


@pytest.mark.parametrize("at", [6000, 14000, 22000])
def test_a_file_with_broken_bytes_does_not_pass(printed: dict[Job, bytes], tmp_path: Path, at: int) -> None:
    file = tmp_path / "file.pdf"
    content = printed[SUMMARY]
    file.write_bytes(content[:at] + bytes(60) + content[at + 60 :])
    found = inspect_file(file)
    assert not found.passed
    assert not found.rows or ("whole", None) in failures(found)


def test_a_locked_or_cut_file_does_not_pass(printed: dict[Job, bytes], tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[SUMMARY], lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="")))
    assert ("open", None) in failures(inspect_file(file))
    file.write_bytes(broken(printed[SUMMARY], lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")))
    assert [problem.message for problem in inspect_file(file).problems] == ["the PDF is locked with a password"]
    file.write_bytes(printed[SUMMARY][:-400])
    cut = inspect_file(file)
    assert not cut.passed
    assert not cut.rows or ("whole", None) in failures(cut)


def test_what_is_pale_in_grey_only_is_not_called_pale_in_colour(printed: dict[Job, bytes], tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[HANDOUT], BROKEN["pale in grey only"][1]))
    inspected = inspect_file(file)
    assert failures(inspected) == {("grey", 2)}
    assert "2.4:1 without colours" in inspected.problems[0].message


def test_changes_are_told_in_words(printed: dict[Job, bytes], tmp_path: Path) -> None:
    """What was changed is named by how it begins; nothing else is said to be wrong with the words."""
    file = tmp_path / "file.pdf"
    told = {}
    for kind in ("a word changed", "a paragraph out of the tags", "a line said twice"):
        file.write_bytes(broken(printed[HANDOUT], BROKEN[kind][1]))
        told[kind] = [found for row in inspect_file(file).rows if row.id == "story" for found in row.found]
    paragraph = "the paragraph that begins “People with fibromyalgia"
    for kind in ("a word changed", "a line said twice"):
        [(page, message)] = told[kind]
        assert page == 2
        assert message.startswith(paragraph)
        assert message.endswith("is not as it was printed")
    assert told["a paragraph out of the tags"] == [(2, "a text is missing after “Fibromyalgia: A Brief Overview”")]
