"""Sentences of a translation that stand in its origin in the same words: nobody has translated them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from clinicpress.content.texts import Line
from clinicpress.desk.parity import Pair
from clinicpress.desk.sentences import Sentence, sentences_of
from clinicpress.ground.problems import Problem, counted, warning
from clinicpress.workspace.nodes import Text

_FEW_WORDS = 4
"""Fewer words in small letters may be a name, an address or the title of a work."""
_FEW_LETTERS = 8
"""So few letters of a script without small ones may be a name."""
_SMALL = re.compile(r"(?<![^\W\d_])[^\W\d_]+")
_SPOKEN = re.compile(r"\[[^\[\]]+\]\(lang:[^()\s]+\)")
MOST_TOLD = 3
_HINT = "translate it; where it must stay in the other language, mark it: [words](lang:en), or “lang” of its section"


def untranslated_problems(pairs: Sequence[Pair], file: str) -> Iterator[Problem]:
    """Yield the sentences that stand in a translation as in its origin, a file; of many, one warning for all."""
    origin: dict[str, int] = {}
    for pair in pairs:
        for text in pair.there:
            for sentence in _sentences(text):
                origin.setdefault(_folded(sentence.text), sentence.place.line)
    ours = [sentence for pair in pairs if not pair.foreign for text in pair.here for sentence in _sentences(text)]
    same = list({_folded(each.text): each for each in reversed(ours) if _folded(each.text) in origin}.values())[::-1]
    if len(same) > MOST_TOLD:
        message = f"{counted(len(same), 'sentence')} of this translation stand in {file} in the same words"
        yield warning(same[0].place, message, "translate them; see this one first")
        return
    for sentence in same:
        line = origin[_folded(sentence.text)]
        yield warning(sentence.place, f"this sentence is not translated: it stands in {file}, line {line}, too", _HINT)


def _sentences(text: Line) -> list[Sentence]:
    """Return the sentences of a text that have words to translate; what is marked as another language has none."""
    own = Text(_SPOKEN.sub("", text), text.place, text.raw)
    return [sentence for sentence in sentences_of(own, ()) if _is_prose(sentence.text)]


def _is_prose(sentence: str) -> bool:
    words: list[str] = [word for word in _SMALL.findall(sentence) if len(word) > 1]
    if any(word.lower() != word.upper() for word in words):
        return sum(word[0].islower() for word in words) >= _FEW_WORDS
    return sum(map(len, words)) >= _FEW_LETTERS


def _folded(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", sentence).casefold()))
