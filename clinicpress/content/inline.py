"""Inline marks: what authors may write in a text: **strong**, *emphasis*, [text](url), [words](lang:es), [@source].

Everything else that they type is literal text. A backslash before a star or a bracket keeps it from
being a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from clinicpress.ground.address import ascii_address, fault_of
from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import Place, Problem, did_you_mean
from clinicpress.workspace.nodes import Text

# A backslash keeps a star or a bracket from being a mark; before anything else it is a backslash.
_LITERAL = r"\\(?P<literal>[*\[]|\\)"
_TEXT = r"(?:[^\\]|\\[*\[]|\\(?![*\[]))+?"
# A star that stands alone is a sign: behind a word or a bracket, before punctuation, or between quotes.
_BEGINS = r"(?![)\]}.,;:!?…%”’»])(?:(?<![\"']\*)(?<![\"']\*\*)|(?![\"']))"
_OPEN_STRONG = rf"(?<!\*)\*\*(?=\*?[^\s*]){_BEGINS}"
# Where words stand side by side, or carry small ones before them (Arabic and Hebrew “and”), a star may stand in a word,
# but not beside a digit: “2片*3次*7天” is reckoned. Said by all other characters, such patterns are compiled sooner.
_APART = r"\u0000-\u058f\u1e00-\u2e7f\ud800-\uf8ff\ufb00-\ufeff\ufff0-\U0010ffff"
_OPEN_EM = rf"(?:(?<![^\s(\[{{“‘«„¡¿—–/\\\"'-])|(?<=[^{_APART}])(?<!\d)(?!\*\d))\*(?=[^\s*]){_BEGINS}"
_STRONG = rf"(?P<strong>{_OPEN_STRONG}(?P<strong_text>{_TEXT})(?<=\S)\*\*(?!\*))"
_EM = rf"(?P<em>{_OPEN_EM}(?P<em_text>{_TEXT.replace('^', '^*', 1)})(?<!\s)\*(?!(?=\w)[{_APART}]|[\d*]))"
_CITE = r"\[@(?P<cite>[^\]\s]+)\]"
_LINK = r"\[(?P<link_text>[^\[\]]+)\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
_SPOKEN = r"\[(?P<lang_text>[^\[\]]+)\]\(lang:(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4})\)"
_GROUPS = ("literal", "strong", "strong_text", "em", "em_text", "cite", "link_text", "url", "lang", "lang_text")
_ESCAPES, _STARS, _ONE_STAR = (_LITERAL,), (_STRONG, _EM), (_EM,)
_BRACKETS, _LINKS = (_CITE, _SPOKEN, _LINK), (_SPOKEN, _LINK)


@lru_cache(maxsize=8)
def _any_of(marks: tuple[str, ...]) -> re.Pattern[str]:
    """Make a pattern of some marks, which knows the names of the others, too."""
    found = "|".join(marks)
    lacking = "".join(f"(?P<{name}>)" for name in _GROUPS if f"(?P<{name}>" not in found)
    return re.compile(f"{found}|(?!){lacking}", re.DOTALL)


_OPENS = re.compile(_OPEN_STRONG)
_SIGN = re.compile(r"\\+|\*|\[")
_NO_NAME = re.compile(r"[\]\s]|\Z")
DEEPEST = 4
"""How deep marks may stand in marks; what is deeper is printed as typed."""


def marks_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks of a text, in order, in a time that grows as the text does."""
    at = name_end = 0
    closes = True  # whether the rest of the text may still close a “**”
    while (sign := _SIGN.search(text, at)) is not None:
        begin = at = sign.start()
        if text[at] == "\\":
            if text[sign.end() : sign.end() + 1] not in ("*", "["):
                at = sign.end()
                continue
            while at < sign.end() and (mark := _any_of(_ESCAPES).match(text, at)) is not None:
                yield mark
                at = mark.end()
            continue
        if text[at] == "*":
            mark = _any_of(_STARS if closes else _ONE_STAR).match(text, at)
            if mark is None and _OPENS.match(text, at):
                closes = False
        else:
            if text.startswith("[@", at) and name_end <= at + 2:
                ended = _NO_NAME.search(text, at + 2)
                assert ended is not None
                name_end = ended.start()
            named = text.startswith("[@", at) and text[name_end : name_end + 1] == "]"
            mark = _any_of(_BRACKETS if named else _LINKS).match(text, at)
        if mark is not None:
            yield mark
        at = mark.end() if mark is not None else begin + 1


def _all_marks(text: str, depth: int = 0) -> Iterator[re.Match[str]]:
    """Yield the marks of a text and those that stand in them."""
    for mark in marks_in(text) if depth < DEEPEST else ():
        yield mark
        if inner := _words_in(mark):
            yield from _all_marks(inner, depth + 1)


def _words_in(mark: re.Match[str]) -> str:
    """Return the words that a mark stands around; nothing for a citation or a sign."""
    return mark["strong_text"] or mark["em_text"] or mark["lang_text"] or mark["link_text"] or ""


_URL = re.compile(
    r"(?:https?://[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+|mailto:[^\s@]+@[^\s@]+|tel:[+0-9().-]+)\Z",
    re.IGNORECASE,
)


def citations(text: Text) -> list[tuple[str, Place]]:
    """List the sources that a text cites, with the places of the marks."""
    return [(mark["cite"], place) for mark, place in _placed_marks(text) if mark["cite"]]


def _placed_marks(text: Text) -> Iterator[tuple[re.Match[str], Place]]:
    """Yield the citations and links of a text with their places."""
    last: dict[str, int] = {}
    for mark in _all_marks(text):
        if mark["cite"] or mark["link_text"]:
            start = last[mark[0]] = text.raw.find(mark[0], last.get(mark[0], -1) + 1)
            yield mark, text.place if start < 0 else text.place_of(start)


def link_problems(text: Text, ids: Collection[str]) -> list[Problem]:
    """List the links of a text that lead nowhere: to no web, mail or phone address, and to none of the sections."""
    problems = []
    for mark, place in _placed_marks(text):
        url = mark["url"]
        if url is None or can_lead_to(url):
            continue
        if not leads_within(url):
            hint = fault_of(ascii_address(url)) if _URL.match(url) else ""
            hint = hint or "begin it with https://, mailto: or tel:, or with # for the id of a section"
            if url.lower().startswith("lang:"):
                hint = "for words in another language, write its code, such as [words](lang:es)"
            problems.append(Problem(place, f"“{url}” is not an address that a link can lead to", hint))
        elif url[1:] not in ids:
            message = f"no section of this brochure has the id “{beginning(url[1:])}”"
            problems.append(Problem(place, message, did_you_mean(url[1:], ids)))
    return problems


def leads_within(address: str) -> bool:
    """Tell whether a link leads to a section of the same brochure."""
    return address.startswith("#")


def without_marks(text: str, literal: str = "") -> str:
    """Return the words of a text with inline marks, without the marks and citations.

    `literal` stands for each character that a backslash keeps from being a mark; otherwise itself.
    """

    return _without_marks(text, literal, 0)


def _without_marks(text: str, literal: str, depth: int) -> str:
    parts: list[str] = []
    end = 0
    for mark in marks_in(text) if depth < DEEPEST else ():
        parts.append(text[end : mark.start()])
        end = mark.end()
        if mark["literal"]:
            parts.append(literal or mark["literal"])
        elif not mark["cite"]:
            parts.append(_without_marks(_words_in(mark), literal, depth + 1))
    return "".join([*parts, text[end:]])


def rewritten(text: str, put: Callable[[re.Match[str]], str], depth: int = 0) -> str:
    """Return a text with what `put` makes of each mark; words that are strong, emphasised or foreign stay so.

    The marks in them are put, too.
    What stands deeper than marks may is left as it is.
    """
    made, end = "", 0
    for mark in marks_in(text) if depth < DEEPEST else ():
        group = next((name for name in ("strong_text", "em_text", "lang_text") if mark[name]), "")
        made += text[end : mark.start()]
        if group:
            inner = rewritten(mark[group], put, depth + 1)
            made += f"{text[mark.start() : mark.start(group)]}{inner}{text[mark.end(group) : mark.end()]}"
        else:
            made += put(mark)
        end = mark.end()
    return made + text[end:]


def literal(text: str) -> str:
    """Write a text so that none of it is taken for a mark, with no backslashes where nothing would be."""
    doubled = re.sub(r"\\+(?=[*\[])", lambda run: run[0] * 2, text)
    written = doubled
    if any(mark["strong"] or mark["em"] for mark in marks_in(written)):
        # Stars that look alike are written alike: one left open is told as a slip.
        written = re.sub(r"(?<=\S)\*|\*(?=\S)", r"\\*", written)
    # A backslash may make a mark of what stands before it: *@*a* holds another one than *@\*a*.
    for _ in range(50):
        at = next((mark.start() for mark in marks_in(written) if not mark["literal"]), None)
        if at is None:
            return written
        written = f"{written[:at]}\\{written[at:]}"
    return re.sub(r"[*\[]", r"\\\g<0>", doubled)  # so many marks are typed that each star gets one


def can_lead_to(address: str) -> bool:
    """Tell whether a link can lead to an address."""
    return _URL.match(address) is not None and not fault_of(ascii_address(address))


def addresses(text: str) -> list[str]:
    """List the addresses that the links of a text lead to, outside of the brochure."""
    return [address for _, address in links(text)]


def links(text: str) -> list[tuple[str, str]]:
    """List the words of the links of a text with the addresses that they lead to, outside of the brochure."""
    return [
        (without_marks(mark["link_text"]), mark["url"])
        for mark in _all_marks(text)
        if mark["url"] is not None and not leads_within(mark["url"])
    ]


def shown_address(address: str) -> str:
    """Return an address as it is to be read on paper: a number or an e-mail address without its scheme."""
    return re.sub(r"(?i)\A(?:mailto|tel):", "", address)


def spells_out(words: str, address: str) -> bool:
    """Tell whether the words of a link say its address, so that it is on paper as well."""
    plain = r"(?i)\A(?:https?://)?(?:www\.)?|/\Z"
    if address.lower().startswith("tel:"):
        return re.sub(r"\D", "", words) == re.sub(r"\D", "", address)
    return re.sub(plain, "", words.strip()).lower() == re.sub(plain, "", shown_address(address)).lower()
