"""Changes for a layout: some keys of a model and not the others, and nothing that is the same in all layouts."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import InputProblems
from clinicpress.looks.changes import InLayout, WholeTheme
from clinicpress.looks.layout import OF_THE_LAYOUT, Layout
from clinicpress.looks.themefile import FOR_ALL, LOOKS, ThemeSpec
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node


def test_some_costs_of_a_layout_may_be_changed_and_the_others_left() -> None:
    breaks = check_node(parse_yaml("theme.yaml", "breaks: {section: 150}\n"), InLayout).breaks
    assert (breaks.section, breaks.figure) == (150.0, None)


def test_all_of_a_layout_and_of_a_theme_may_be_changed_but_what_is_their_own() -> None:
    of_the_layout = set(Layout.model_fields) - set(OF_THE_LAYOUT)
    assert set(InLayout.model_fields) == of_the_layout | LOOKS
    assert set(ThemeSpec.model_fields) - set(FOR_ALL) - {"columns"} == LOOKS
    assert [*WholeTheme.model_fields] == [*ThemeSpec.model_fields]


@pytest.mark.parametrize("key", [*FOR_ALL, *OF_THE_LAYOUT, "sytles"])
def test_another_key_is_unknown(key: str) -> None:
    with pytest.raises(InputProblems, match=f"unknown key “{key}”"):
        check_node(parse_yaml("theme.yaml", f"{key}: x\n"), InLayout)
