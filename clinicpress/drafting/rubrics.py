"""Rubrics: what articles write above or before their sources, references and notes, in any language.

The words stand in the locales that ship with the program; a workspace's own locale adds those of its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from clinicpress.content.locale import Locale, load_locale
from clinicpress.ground.problems import Place
from clinicpress.workspace.disk import SHIPPED, Disk
from clinicpress.workspace.nodes import Text

SOURCE, REFERENCE, NOTE = "source", "reference", "note"
"""The kinds of rubrics."""
_WITHOUT_LOCALE = {
    **dict.fromkeys(("fonte", "fonti", "bron", "bronnen"), SOURCE),
    **dict.fromkeys(("bibliografia", "riferimenti", "riferimenti bibliografici"), REFERENCE),
    **dict.fromkeys(("literatuur", "literatuurlijst", "referenties"), REFERENCE),
}
"""Italian and Dutch, which no locale ships for."""


def kinds_in(locale: Locale) -> dict[str, str]:
    """Return the kinds of the rubrics of a language, by their words in small letters."""
    labels, headings = locale.labels, locale.headings
    found = {
        **dict.fromkeys((labels.source, labels.sources, *headings.sources), SOURCE),
        **dict.fromkeys((labels.reference, labels.references, *headings.references), REFERENCE),
        **dict.fromkeys((labels.note, labels.disclaimer, *headings.notes), NOTE),
    }
    return {word.casefold(): kind for word, kind in found.items()}


@lru_cache(maxsize=1)
def rubrics() -> Mapping[str, str]:
    """Return the kinds of all rubrics that are known, by their words in small letters."""
    shipped = Disk(SHIPPED)
    found = dict(_WITHOUT_LOCALE)
    for language in shipped.names("templates/locales", ".yaml"):
        found |= kinds_in(load_locale(shipped, Text(language, Place(""))))
    return found
