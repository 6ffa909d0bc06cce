"""What pages do with words of the workspace."""

from __future__ import annotations

from collections.abc import Callable

from tests.frontdesk.conftest import Opened


def test_words_are_never_markup(open_desk: Callable[..., Opened]) -> None:
    desk = open_desk()
    brochure = desk.root / "brochures/breathing/en.yaml"
    brochure.write_text(
        brochure.read_text(encoding="utf-8").replace("Breathing at home", "<b>{{ 7*7 }}</b> & more"), encoding="utf-8"
    )
    with desk.client as client:
        assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt; &amp; more" in client.get("/").text
