"""What a page says is listed block by block, without what is told in a note."""

from __future__ import annotations

import pytest

from clinicpress.drafting.web.furniture import Furniture
from clinicpress.drafting.web.said import said_in
from clinicpress.drafting.web.shown import Styles
from tests.drafting.web.pages import opened


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>a<b>b</b> <p>c<br>d", ["ab ", "c d"]),
        ("<nav>a</nav><p>b<span class=sr-only>c</span><del>d</del><script>e</script>", ["b"]),
        ("a<sup>2</sup> b<sup><a href=#x>1</a></sup>", ["a2 b  1  "]),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", [" 1 / 2 "]),
    ],
)
def test_said(html: str, said: list[str]) -> None:
    page = opened(html)
    assert said_in(Furniture(page), Styles(page.root)) == said
