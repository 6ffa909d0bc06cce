"""What a language changes of a theme: the families that text is set in, sizes and leadings.

A theme's own family stays where it has the language's letters. Otherwise that of the locale is in its place, and
the theme's own stays behind it, for names and words of other languages.
"""

from __future__ import annotations

from clinicpress.content.locale import Locale
from clinicpress.content.texts import Unprinted
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.themefile import TextStyleSpec, ThemeSpec


def spoken(spec: ThemeSpec, locale: Locale, shelf: FontShelf) -> ThemeSpec:
    """Return a theme as a language needs it; raises InputProblems where a family cannot be read.

    Sizes and leadings only grow, so that what could be read still can. Families without italics emphasise in bold.
    """
    changes: dict[str, object] = {}
    if locale.faces is not None:
        own, given = spec.fonts, locale.faces
        text = own.text if _has(shelf, own.text, locale) else given.text
        heading = own.heading if _has(shelf, own.heading, locale) else given.heading or given.text
        others = (own.text, own.heading, *own.fallback)
        emphasis = own.emphasis if shelf.is_slanted(text) else "bold"
        changes["fonts"] = own.model_copy(
            update={"text": text, "heading": heading, "fallback": others, "emphasis": emphasis}
        )
    if locale.size != 1 or locale.leading != 1:
        changes["styles"] = {name: _grown(style, locale) for name, style in spec.styles.items()}
    return spec.model_copy(update=changes)


def _has(shelf: FontShelf, family: Unprinted, locale: Locale) -> bool:
    """Tell whether a family has the letters of a locale's own words."""
    face = shelf.face(str(family), 400, False, family.place)
    return face.glyphs.keys() >= set(map(ord, locale.letters))


def _grown(style: TextStyleSpec, locale: Locale) -> TextStyleSpec:
    size, leading = locale.size, locale.size * locale.leading
    return style.model_copy(
        update={
            "size": style.size * size,
            "leading": style.leading * leading,
            "steps": tuple((each * size, apart * leading) for each, apart in style.steps),
        }
    )
