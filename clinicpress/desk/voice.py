"""Who acts in a sentence: the passive voice, and what the reader is asked to do.

Both are told from the forms of words alone, by the lists of the editorial rules. That finds most
passives and calls to action of plain prose, and sometimes one that a grammarian would not.
"""

from __future__ import annotations

import re

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.sentences import Sentence

ENGLISH = "en"
_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't"])
_SHORT_BE = re.compile(r"(?:that|it|he|she|what|there|this|who)'s$|(?:you|we|they)'re$|i'm$")
_POLITE = frozenset(["please", "always", "never", "then", "also", "first", "just"])
_MODAL = frozenset(["should", "can", "must", "may", "need", "could"])
_NO_REQUEST = frozenset(["of", "is", "are", "was", "were", "can", "may", "might", "will", "has", "helps"])
"""After these, the first word of a sentence is a noun: “Rest is good”."""
_BETWEEN_MOST = 3


def is_passive(sentence: Sentence, rules: Editorial) -> bool:
    """Tell whether a form of “be” is followed by a participle that says what is done to somebody."""
    words = _lower(sentence)
    for index, word in enumerate(words):
        if word not in rules.auxiliaries and not (rules.base == ENGLISH and (word in _BE or _SHORT_BE.match(word))):
            continue
        for follower in words[index + 1 : index + 2 + _BETWEEN_MOST]:
            if _is_participle(follower, rules):
                return True
            if follower not in rules.between and not follower.endswith(("ly", "mente")):
                break
    return False


def _is_participle(word: str, rules: Editorial) -> bool:
    if word in rules.states:
        return False
    endings = tuple(map(str, rules.endings)) or (("ed",) if rules.base == ENGLISH else ())
    return word in rules.participles or (len(word) > 4 and word.endswith(endings) and not word.endswith("eed"))


def asks(sentence: Sentence, rules: Editorial) -> bool:
    """Tell whether a sentence asks the reader to do something, as “Call us” or “you should call” do."""
    for clause in re.split(r"[,;:–—]\s", sentence.text):
        words = [word for word in _words(clause) if word not in (rules.polite or _POLITE)]
        if words[:2] == ["do", "not"] or words[:1] == ["don't"]:
            return True
        # “See if it helps” is a request, “Use of this drug” and “Rest helps” are not.
        if words[:1] and words[0] in rules.actions and not _NO_REQUEST.intersection(words[1:2]):
            return True
    words = _lower(sentence)
    return any(
        word == "you" and words[at + 1] in _MODAL and any(verb in rules.actions for verb in words[at + 2 : at + 5])
        for at, word in enumerate(words[:-2])
    )


def urges(sentence: Sentence, rules: Editorial) -> bool:
    """Tell whether a sentence says that something ought to be done: “it is important to talk with …”."""
    said = " ".join(_lower(sentence))
    urging = "|".join(map(re.escape, rules.urging))
    actions = "|".join(map(re.escape, rules.actions))
    between = " to " if rules.base == ENGLISH else " (?:que )?"
    return bool(urging and actions) and re.search(rf"\b(?:{urging}){between}(?:{actions})\b", said) is not None


def speaks_to_reader(sentence: Sentence, rules: Editorial) -> bool:
    """Tell whether a sentence speaks to the reader: “you”, “your”."""
    return any(word.partition("'")[0] in rules.address for word in _lower(sentence))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.lower().replace("’", "'"))


def _lower(sentence: Sentence) -> list[str]:
    return [word.lower().replace("’", "'") for word in sentence.words]
