"""What a language changes of a theme: the families that text is set in, sizes and leadings.

The theme's own families stay behind those of the language, for names and words of others.
"""

from __future__ import annotations

from clinicpress.content.locale import Locale
from clinicpress.looks.themefile import TextStyleSpec, ThemeSpec


def spoken(spec: ThemeSpec, locale: Locale) -> ThemeSpec:
    """Return a theme as a language needs it; sizes and leadings only grow, so that what could be read still can."""
    changes: dict[str, object] = {}
    if locale.faces is not None:
        own = spec.fonts
        faces = {"text": locale.faces.text, "heading": locale.faces.heading or locale.faces.text}
        changes["fonts"] = own.model_copy(update={**faces, "fallback": (own.text, own.heading, *own.fallback)})
    if locale.size != 1 or locale.leading != 1:
        changes["styles"] = {name: _grown(style, locale) for name, style in spec.styles.items()}
    return spec.model_copy(update=changes)


def _grown(style: TextStyleSpec, locale: Locale) -> TextStyleSpec:
    size, leading = locale.size, locale.size * locale.leading
    return style.model_copy(
        update={
            "size": style.size * size,
            "leading": style.leading * leading,
            "steps": tuple((each * size, apart * leading) for each, apart in style.steps),
        }
    )
