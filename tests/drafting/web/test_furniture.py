"""Furniture of a page is left out and told; whatever may be the article's own stays."""

from __future__ import annotations

import pytest

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import texts_in
from tests.drafting.web.pages import SAVED, article

ARTICLE = "<h1>Knee</h1><p>Rest."


def read(html: str) -> tuple[list[str], str]:
    """Return the texts of a page, and its note on what was left out."""
    found = article(html)
    assert found.doubts == ()
    texts = [without_marks(text) for piece in found.pieces for text in texts_in(piece)]
    return texts, next((note for note in found.notes if "were left out, as no part" in note), "")


@pytest.mark.parametrize(
    "html",
    [
        f"<nav>Menu</nav><main>{ARTICLE}</main><footer>Foot</footer>",
        f"<div><nav>Menu</nav><div role=main>{ARTICLE}</div></div><div>Foot</div>",
        f"<div>Menu</div><article>{ARTICLE}</article><aside>Foot</aside>",
        f"<header>Menu</header>{ARTICLE}<footer>Foot</footer>",
        f"<main>{ARTICLE}<nav>Menu</nav><form role=search>Foot</form></main>",
        f"<main hidden>Old</main><main><div class=breadcrumb>Menu</div>{ARTICLE}<button>Foot</button></main>",
        f"<main>{ARTICLE}<div id=cookie-banner>Menu</div><form>Foot <input type=email></form></main>",
        f"<main>{ARTICLE}<i class=material-icons>Menu</i><a href=#top>Back to top</a><noscript>Foot</noscript></main>",
    ],
)
def test_furniture_is_told_by_its_beginning(html: str) -> None:
    texts, note = read(html)
    assert texts == ["Knee", "Rest."]
    assert "“Menu”" in note and "“Foot”" in note


@pytest.mark.parametrize(
    "more",
    [
        "<aside>Call us</aside>",
        "<header>Call us</header>",
        "<footer>Call us</footer>",
        "<div class=consent-information>Call us</div>",
        "<div class=shared-decision>Call us</div>",
        "<form>Call us <input type=checkbox></form>",
        "<h2><button>Call us</button></h2>",
        "<ul><li><a href=#here>Call</a> us</ul>",
    ],
)
def test_what_stands_in_the_article_stays(more: str) -> None:
    texts, _ = read(f"<main>{ARTICLE}<div id=here></div>{more}</main>")
    assert "Call us" in " ".join(texts)


def test_of_several_articles_none_is_chosen() -> None:
    texts, _ = read("<article>One</article><article>Two</article><nav>Menu</nav>")
    assert texts == ["One", "Two"]


def test_a_header_with_the_title_is_kept() -> None:
    assert read("<header><nav>Menu</nav><h1>Knee</h1></header><p>Rest.") == (
        ["Knee", "Rest."],
        read("<nav>Menu</nav>x")[1],
    )


@pytest.mark.parametrize("at", ["#a", "https://clinic.example/knee/index.html#a"])
def test_a_list_of_the_pages_own_sections_is_left_out_with_its_heading(at: str) -> None:
    lists = f"<h2>On this page</h2><ul><li><a href={at}>One</a><li><a href={at}>Two</a></ul>"
    texts, note = read(f"{SAVED}<main>{ARTICLE}{lists}<h2 id=a>One</h2>x</main>")
    assert texts == ["Knee", "Rest.", "One", "x"]
    assert "“On this page”" in note and "“One Two”" in note


@pytest.mark.parametrize(
    "around",
    [
        "<div id=header>Sample Clinic <ul class=menu><li>Team</ul></div>",
        "<div class='site-footer'>All rights reserved</div>",
        "<div class=sidebar><h3>Opening hours</h3>8 to 5</div>",
        "<div class=share>Share this page <a href=https://social.example>Social</a></div>",
    ],
)
def test_what_is_called_a_menu_or_footer_is_left_out_and_told(around: str) -> None:
    texts, note = read(f"{around}<div class=content>{ARTICLE}</div>")
    assert texts == ["Knee", "Rest."]
    assert note


def test_a_part_with_headings_is_not_left_out_for_its_name() -> None:
    header, footer = "<div class=header><h1>Knee</h1></div>", "<div class=footer><h2>Call us</h2><p>Day and night</div>"
    assert read(f"{header}{footer}") == (["Knee", "Call us", "Day and night"], "")
