"""Changes: what a theme may change for one layout, of the layout and of itself; made of the models of both."""

from typing import Any

from pydantic import create_model

from clinicpress.content.texts import Unprinted
from clinicpress.looks.layout import OF_THE_LAYOUT, Layout
from clinicpress.looks.themefile import FOR_ALL, ThemeSpec
from clinicpress.workspace.schema import Strict, changes_of, described

InLayout: Any = create_model(
    "InLayout",
    __base__=Strict,
    __doc__="Changes for one layout: of where things stand there, and of the theme itself.",
    **changes_of(Layout, *OF_THE_LAYOUT),
    **changes_of(ThemeSpec, *FOR_ALL, *Layout.model_fields),
)


class WholeTheme(ThemeSpec):
    """A theme file."""

    layouts: dict[Unprinted, InLayout] = described(str(ThemeSpec.model_fields["layouts"].description), default={})
