"""What the wording of a short line tells: a heading, a label, the words of another line.

Only the look of words counts here, not their meaning: how many there are, with which letter they
begin, and what stands after the last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from clinicpress.content.inline import literal, without_marks
from clinicpress.desk.sentences import sentences_of
from clinicpress.ground.characters import BOXES
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text

LONGEST_HEADING = 12
"""The most words of a line that may be a heading."""
MOST_SENTENCES = 8
"""So many sentences of a paragraph may stand for it."""
BLANK = re.compile(f"_{{3,}}|[.]{{4,}}|…{{2,}}|[{''.join(sorted(BOXES))}]")
"""A place to write on, or a box to tick."""
BULLET = "[-*•–·▪◦‣●○]"
"""What is typed as a bullet, before a space."""
_STOPS = ".,;:…!،؛۔।॥·。、，；：！"
_ENDS = re.compile(r"[.!?…:;؟؛۔।॥。！？：；][”’\"'»)\]」』）]*\s*$")
LONGEST_WITHOUT_SPACES = 30
"""The most characters of a word: a heading in a script that has no spaces between words is not longer."""
_FOOTNOTE = re.compile(r"(?<![\]¹²³⁰⁴-⁹†‡*])(?:\[[0-9]+\]|[¹²³⁰⁴-⁹†‡*])+\s*$")
"""The mark of a footnote, after the end of a sentence."""
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7"
)
"""Marks on letters, which are no letters to Python."""
_WORD = rf"(?:[^\W\d_]|[{_MARKS}\u200c\u200d])+"
_LABEL = re.compile(rf"(?:{BULLET}\s+)?(?P<word>{_WORD}(?: {_WORD}){{0,3}})\s*[:：]\s*", re.UNICODE)
"""Up to four words before a colon: “Source”, “Fuentes de información”."""


def is_short_line(text: str) -> bool:
    """Tell whether a line is short and does not end like a sentence, so that it may be a heading."""
    words = text.split()
    ends = _FOOTNOTE.sub("", text).rstrip("”’\"') ")[-1:]
    is_short = 0 < len(words) <= LONGEST_HEADING and max(map(len, words)) <= _longest(text)
    return is_short and ends not in {*_STOPS, *"-–—"} and any(map(str.isalpha, text))


def _longest(text: str) -> int:
    """Return how long a word of a line may be: an address has no end; a sentence without spaces has one."""
    return LONGEST_WITHOUT_SPACES if re.search("[\u3040-\u9fff]", text) else len(text)


def is_title_case(text: str) -> bool:
    """Tell whether the first word, all of more than three letters and half of all begin with a capital letter."""
    words = re.findall(r"[^\W\d_][\w’']*", text)
    capital = [word for word in words if word[0].isupper()]
    long = [word for word in words if len(word) > 3]
    return words[:1] == capital[:1] != [] and len(capital) * 2 >= len(words) and set(long) <= set(capital)


def may_be_heading(text: str) -> bool:
    """Tell whether a line may be a heading: a short one, or an exclamation in title case."""
    begins = re.search(r"\w", text)
    if begins is None or begins[0].islower() or not any(map(str.isalpha, text)):
        return False
    if text.rstrip().endswith("!"):
        return is_title_case(text) and 3 < len(text.split()) <= LONGEST_HEADING
    return is_short_line(text)


def is_ended(text: str) -> bool:
    """Tell whether a text ends as sentences do, or leads to what stands below it."""
    return _ENDS.search(_FOOTNOTE.sub("", text)) is not None


def is_surely_heading(text: str) -> bool:
    """Tell whether a line that may be a heading looks like nothing else: in title case, or a question.

    What stands between signs may be a warning, and what has a colon a question or a dose with its label.
    """
    before, colon, after = (part.strip() for part in text.partition(":"))
    if not re.match(r"[\w“‘\"'(¿¡]", text):
        return False
    if colon:
        return len(before) > 2 and is_title_case(before) and is_title_case(after) and len(after.split()) > 1
    return is_title_case(text) or text.endswith("?")


def is_said_again(line: str, title: str) -> bool:
    """Tell whether a line without a sentence's marks only repeats words of the title: a picture's lost description."""
    words = re.findall(r"\w+", line.casefold())
    return bool(words) and line[:1].islower() and is_short_line(line) and set(words) <= set(_folded_words(title))


def _folded_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class Label(NamedTuple):
    """A label such as “Source:”, and the text after it, with its marks."""

    word: str
    text: str


def label_of(text: str) -> Label | None:
    """Part a text from the label it begins with; None where it begins with none."""
    plain = without_marks(text)
    match = _LABEL.match(plain)
    if match is None:
        return None
    rest = plain[match.end() :]
    # The label may stand inside of marks, or outside; what is left of the marks must give the same words.
    bare = re.sub(rf"^\W*{re.escape(match['word'])}\s*\**\s*[:：]\s*\**\s*", "", text)
    return Label(match["word"].casefold(), bare if without_marks(bare) == rest else literal(rest))


def marked_sentences(text: str, stops: Collection[str]) -> list[str]:
    """List the first whole sentences of a text with their marks, up to one that a mark reaches out of.

    `stops` are abbreviations, as the editorial rules of a language have them.
    """
    found: list[str] = []
    rest = text.strip()
    for sentence in sentences_of(Text(text, Place("")), stops)[:MOST_SENTENCES]:
        first = _beginning(rest, sentence.text.split()) if sentence.whole else ""
        if not first:
            break
        found.append(first)
        rest = rest[len(first) :].lstrip()
    return found


def _beginning(text: str, wanted: list[str]) -> str:
    """Return the beginning of a text that says these words; empty where a mark would have to be parted."""
    # Marks and citations only add to the words of a text: no shorter beginning can hold the sentence.
    for word in list(re.finditer(r"\S+", text))[len(wanted) - 1 :]:
        first, rest = text[: word.end()], text[word.end() :]
        said = without_marks(first).split()
        if len(said) > len(wanted):
            break
        # A sentence that ends inside of a mark is told by its words, which then are not the same.
        if said == wanted and without_marks(first) + without_marks(rest) == without_marks(text):
            return first
    return ""


def slugged(text: str, most: int = 40) -> str:
    """Make a name of a text: small letters, digits and hyphens; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", without_marks(text)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    if len(slug) <= most:
        return slug
    # A cut name does not end with “of-the”.
    return re.sub(r"(?:-[a-z0-9]{1,3})+$", "", slug[: most + 1].rpartition("-")[0]) or slug[:most]
