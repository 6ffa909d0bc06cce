"""The story's language: marks become elements, and a story says what it asks for and where its texts are from."""

from __future__ import annotations

import pytest

from clinicpress.content.inline import marks_in
from clinicpress.ground.problems import Place
from clinicpress.story.given import Words
from clinicpress.story.markup import ELEMENTS, Numbers, Tag, icons_in, marked
from tests.stories import as_html
from tests.typesetting.told import FILE, YAML, told

MARKED = {
    "plain": "plain",
    "**a *b* c** d": "<strong>a <em>b</em> c</strong> d",
    "[site](https://a.example)": '<a class="link" href="https://a.example">site</a>',
    "said [@guide].": 'said <a class="cite" href="#source:guide">[4]</a>.',
    "say [**buenos** días](lang:es-MX).": 'say <span lang="es-MX"><strong>buenos</strong> días</span>.',
    "**[sí](lang:es)**": '<strong><span lang="es">sí</span></strong>',
    r"\*no\* \[marks]": "*no* [marks]",
    "2 * 3 * 4": "2 * 3 * 4",
}


@pytest.mark.parametrize("text", MARKED)
def test_marks_become_elements(text: str) -> None:
    assert as_html(marked(text, Numbers(lambda source: "4"), Place(""))) == MARKED[text]


def test_very_deep_marks_end_as_they_were_typed() -> None:
    assert marked("*" * 40, Numbers(str), Place("here")) == ["*" * 40]
    assert list(marks_in("*" * 40)) == []
    assert "word" in as_html(marked("**" * 300 + "word" + "*" * 300, Numbers(str), Place("here")))


def test_a_story_lists_the_icons_that_it_asks_for_with_their_places() -> None:
    story = told(
        '<section><h2 icon="one" tpl="templates/a.j2:3:4">⟦Head⟧</h2><div><icon name="two" tpl="templates/a.j2:5:6">'
        '</div><side><icon name="one"></side></section><slot name="imprint">'
    )
    found = [(str(name), name.place) for name in icons_in(story)]
    assert found[:2] == [("one", Place("templates/a.j2", 3, 4)), ("two", Place("templates/a.j2", 5, 6))]
    assert [name for name, _ in found] == ["one", "two", "one"], "a slot's name is no icon"


def test_an_elements_source_is_its_first_text_of_the_brochure() -> None:
    [section] = told("<section><icon name='toy'><div><p>⟦Text⟧</p></div></section>").tags()
    assert section.source() == YAML
    assert told("<hr class='row'>").tags()[0].source() == Place(FILE)


def test_behind_a_label_the_text_of_the_brochure_is_what_an_element_is_about() -> None:
    label, text = Place("templates/locales/en.yaml", 20, 11), Place("brochures/toy/en.yaml", 9, 5)

    def says(*places: Place) -> Tag:
        texts = [Tag("t", {}, Place(FILE), ["…"], Words("…", place=place)) for place in places]
        return Tag("p", {}, Place(FILE), [Tag("span", {}, Place(FILE), [each]) for each in texts])

    assert says(label, text).source() == text
    assert says(label).source() == label


def test_every_element_says_what_it_is_and_where_it_stands() -> None:
    for name, kind in ELEMENTS.items():
        assert kind.about.endswith("."), name
        assert kind.parents <= ELEMENTS.keys() | {"t"}, name
        assert kind.needs <= kind.attributes, name


def test_the_text_of_an_element_is_all_that_stands_in_it() -> None:
    assert Tag("p", {}, Place(""), ["a ", Tag("strong", {}, Place(""), ["b"]), " c"]).text == "a b c"
