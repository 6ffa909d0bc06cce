"""Comparing: what changed is told, all of it, where it is, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from clinicpress.comparison.compare import LOOKS, STYLED, WORDS, Prints, compare_prints
from clinicpress.comparison.findings import how, said_pages
from clinicpress.readback.reader import read_back
from tests.comparison.edits import FILLING, MORE
from tests.conftest import TESTS, Finished
from tests.folders import LOGO, LUNGS

Press = Callable[..., Finished]
FOREIGN = TESTS / "foreign"


@pytest.mark.parametrize("content, said", [(b"", "the file is empty"), (b"%PDF-1.7\n", "damaged"), (b"x", "not a PDF")])
def test_a_file_that_is_no_pdf_is_a_problem_with_a_place(
    press: Press, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(content)
    finished = press("compare", str(file), str(FOREIGN / "typst.pdf"))
    assert (finished.status, finished.out) == (1, "")
    assert f"{file}:1:1: error:" in finished.err
    assert said in finished.err


# PDFs ----------------------------------------------------------------------------------------------


def compared(old: bytes, new: bytes) -> Prints:
    return compare_prints(read_back(old, "old.pdf"), read_back(new, "new.pdf"))


def said(prints: Prints) -> list[str]:
    return [f"{section.name}: {change}" for section in prints.sections for change in section.changes]


def pages(prints: Prints) -> list[tuple[int | None, str]]:
    return [(pair.new, how(pair)) for pair in prints.pages]


def without_tags(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.Root.StructTreeRoot, document.Root.MarkInfo
        document.save(out)
    return out.getvalue()


def test_equal_pages_are_not_told_of(printed: Callable[..., bytes]) -> None:
    old = printed()
    assert compared(old, old).same
    # Other bytes, the same words and looks.
    assert compared(old, old + b"\n").same


def test_lines_that_move_are_no_changed_words(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", "Sit upright. Rest your hands.")))
    assert said(prints) == ["How to do it: added “Rest your hands.”"]
    assert pages(prints) == [(1, "words changed")]
    prints = compared(drawn("Sit upright."), drawn("", "Sit upright."))
    assert (said(prints), pages(prints)) == ([], [(1, "same words, lines moved")])


def test_a_title_that_was_written_anew_is_one_change(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Breathing at home", "Slow air")))
    assert said(prints) == ["Slow air: changed “Breathing at home” → “Slow air”"]
    [footer] = prints.footers
    assert (str(footer.change), footer.spots[1][0]) == ("changed “Breathing at home” → “Slow air”", 2)


def test_words_that_flow_to_another_page_have_not_changed(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", f"Sit upright. {FILLING * 8}")))
    assert [text.partition(" “")[0] for text in said(prints)] == ["How to do it: added"]
    assert (2, "no word changed, text came from or went to another page") in pages(prints)


def test_a_new_page_makes_no_footer_another(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", f"Sit upright. {FILLING * 40}")))
    assert len(prints.new.pages) > len(prints.old.pages)
    assert [fact.what for fact in prints.facts] == ["pages"]
    assert prints.footers == ()
    assert not any("footer" in text for _, text in pages(prints))


def test_a_footer_is_told_once_for_all_its_pages(printed: Callable[..., bytes]) -> None:
    prints = compared(
        printed(), printed(("A guide to breathing\n", "One guide to breathing\n", "brochures/sources.yaml"))
    )
    [footer] = prints.footers
    count = len(prints.new.pages)
    assert str(footer.change) == "changed “A” → “One”"
    assert said_pages(footer.spots) == f"pages 1–{count}"
    assert said(prints) == ["About this handout: changed “A” → “One”"]
    assert [pair.only_footer for pair in prints.pages] == [True] * (count - 1) + [False]


def test_another_colour_is_no_other_word(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("#0F5A66", "#7A2F55", "clinics/one.yaml")))
    assert (said(prints), prints.footers) == ([], ())
    assert {STYLED, LOOKS} <= set(prints.pages[0].said)
    assert prints.pages[0].new_styled


def test_bold_type_is_seen_where_nothing_else_tells_of_it(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", "Sit **upright**.")))
    assert said(prints) == []
    assert prints.pages[0].said[0] == STYLED
    assert len(prints.pages[0].new_styled) == 1


def test_another_logo_is_marked_where_it_is(printed: Callable[..., bytes], workspace: Path) -> None:
    with_logo = ("name: Test", "logo: one/logo.svg\nname: Test", "clinics/one.yaml")
    (workspace / "clinics/one").mkdir()
    made = []
    for logo in (LOGO, LOGO.replace('height="9"', 'height="15"')):
        (workspace / "clinics/one/logo.svg").write_text(logo)
        made.append(printed(with_logo))
    prints = compared(*made)
    assert (said(prints), pages(prints)) == ([], [(1, "same words, looks different")])
    page = prints.new.pages[0]
    assert prints.pages[0].new_boxes
    for box in prints.pages[0].new_boxes:
        assert box.left < page.width / 2
        assert box.bottom > page.height / 2
        assert box.width * box.height < 0.05 * page.width * page.height


def test_a_picture_is_seen_on_a_page_with_a_changed_word(printed: Callable[..., bytes], workspace: Path) -> None:
    figure = ("    summary:", "      - figure: {image: lungs.svg, alt: Lungs}\n    summary:")
    lungs = workspace / "brochures/breathing/lungs.svg"
    lungs.write_text(LUNGS)
    old = printed(figure)
    lungs.write_text(LUNGS.replace("#DDEEEE", "#EEDDDD"))
    prints = compared(old, printed(figure, ("Sit upright", "Lie upright")))
    assert said(prints) == ["How to do it: changed “Sit” → “Lie”"]
    assert prints.pages[0].said == (WORDS, LOOKS)


@pytest.mark.parametrize("which", ["both", "old", "new"])
def test_without_tags_a_word_is_named_with_its_page(printed: Callable[..., bytes], which: str) -> None:
    files = [printed(), printed(("Sit upright", "Lie upright"))]
    prints = compared(
        *(without_tags(f) if which in ("both", side) else f for f, side in zip(files, ("old", "new"), strict=True))
    )
    assert said(prints) == [": changed “Sit” → “Lie”"]
    assert prints.footers == ()
    assert pages(prints) == [(1, "words changed")]


def test_what_a_file_says_of_itself_is_compared(printed: Callable[..., bytes]) -> None:
    old = printed(("Breathe out **slowly**", "Breathe [out](https://example.org/a) slowly"))
    prints = compared(old, printed(("Breathe out **slowly**", "Breathe [out](https://example.org/b) slowly")))
    [fact] = prints.facts
    # On paper, the address stands at the end.
    at_the_end = "About this handout: changed “https://example.org/a” → “https://example.org/b”"
    assert (fact.what, said(prints)) == ("links lead to", [at_the_end])
    assert "example.org/a" in fact.old
    assert "example.org/b" in fact.new


def drawn(*lines: str, page: int = 400) -> bytes:
    """Draw lines, each a piece of text of its own, without tags."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, page), invariant=True)
    for number, line in enumerate(lines):
        canvas.drawString(40, 200 - 20 * number, line)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    "old, new, found",
    [
        (["Take your medi-", "cation daily"], ["Take your medication", "daily"], []),
        (["a one-size-fits-", "all plan"], ["a one-size-fits-all", "plan"], []),
        (["for short-", "and long-term use"], ["for short- and", "long-term use"], []),
        (["Take your medi-", "cation daily"], ["Take your meditation", "daily"], ["medi-cation → meditation"]),
        (["Take it for weeks"], ["Take it", "for", "months"], ["weeks → months"]),
    ],
)
def test_a_hyphen_at_a_lines_end_is_no_change(old: list[str], new: list[str], found: list[str]) -> None:
    prints = compared(drawn(*old), drawn(*new))
    assert [" → ".join(change.words) for section in prints.sections for change in section.changes] == found


def test_pages_that_came_or_went_are_told(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed((MORE, "")))
    assert [(pair.old, pair.new) for pair in prints.pages if pair.new is None] == [(2, None), (3, None)]
    assert {section.name for section in prints.sections if section.new is None} == {"More of it, 1", "More of it, 2"}


def test_a_footer_is_known_by_the_other_pdf_where_one_has_a_single_page() -> None:
    def make(*texts: str) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, invariant=True)
        for number, text in enumerate(texts, 1):
            canvas.drawString(72, 400, text)
            canvas.drawString(72, 30, f"Source: a guide. Page {number} of {len(texts)}")
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    one, two = make("Sit upright."), make("Sit upright.", "Breathe out.")
    gone, come = compared(two, one), compared(one, two)
    assert (said(gone), gone.footers) == ([": removed “Breathe out.”"], ())
    assert (said(come), come.footers) == ([": added “Breathe out.”"], ())


@pytest.mark.parametrize("name", ["chromium", "typst", "weasyprint"])
def test_what_others_printed_can_be_compared(name: str) -> None:
    content = (FOREIGN / f"{name}.pdf").read_bytes()
    assert compared(content, content + b"\n").same
    other = compared(content, (FOREIGN / "weasyprint.pdf").read_bytes())
    # The three say the same; Chromium draws its bullets as text, and a footer that belongs to the reading order.
    words = {
        change.words for section in other.sections for change in section.changes if section.name != "Foot of the page"
    }
    assert words == ({("", "•")} if name == "chromium" else set())
