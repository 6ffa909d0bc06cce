"""What a page must say, worked out from a story's elements."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from clinicpress.ground.problems import Place
from clinicpress.story.markup import Numbers, Tag, marked
from clinicpress.webpage.told import Told, comparable, labels_of, listed_headings, told_of

AT = Place("templates/page/story.html.j2", 1, 1)


def tag(name: str, /, *children: Tag | str, **attributes: str) -> Tag:
    return Tag(name, attributes, AT, list(children))


def told(*children: Tag | str) -> Told:
    return told_of(tag("story", *children), "Title", "en", ("Source: a", "Note: b"))


def test_each_element_is_heard_in_order_with_all_text_in_it() -> None:
    made = told(
        tag("h2", "One", id="one"),
        tag("ul", tag("li", "a", tag("p", "b ", tag("strong", "c")))),
        tag("p", *marked("see [the site](https://bücher.example)", Numbers(str), AT), lang="de"),
    )
    assert [tuple(each) for each in made.heard] == [
        ("h2", "One", {"id": "one"}),
        ("li", "a b c", {}),
        ("p", "b c", {}),
        ("strong", "c", {}),
        ("p", "see the site", {"lang": "de"}),
        ("a", "the site", {"href": "https://xn--bcher-kva.example"}),
    ]
    assert made.text == "One a b c see the site"


def test_a_caption_is_read_before_its_table() -> None:
    cells = tag("tr", tag("th", "Day", scope="col", colspan="2"), tag("td", "", rowspan="1"))
    made = told(tag("table", cells, tag("caption", "Plan")))
    assert [tuple(each) for each in made.heard] == [
        ("caption", "Plan", {}),
        ("th", "Day", {"scope": "col", "colspan": "2"}),
        ("td", "", {}),
    ]


def test_what_paper_alone_shows_is_not_said() -> None:
    made = told(tag("p", "See", tag("page", of="one")), tag("icon", name="yes"), tag("lines", count="3"))
    assert made.text == "See"


@pytest.mark.parametrize(
    ("attributes", "nested", "labels"),
    [
        ({}, False, ["1", "2"]),
        ({"start": "9"}, False, ["9", "10"]),
        ({"start": "9", "label": "Week {n}"}, False, ["Week 9", "Week 10"]),
        ({}, True, ["1.", "2."]),
        ({"class": "plain"}, False, ["", ""]),
    ],
)
def test_steps_keep_their_numbers(attributes: dict[str, str], nested: bool, labels: list[str]) -> None:
    assert labels_of(tag("ol", tag("li", "a"), tag("li", "b"), **attributes), nested) == labels
    assert labels_of(tag("ul", tag("li", "a"), tag("li", "b")), nested) == ["", ""]


def test_boxes_to_tick_have_no_numbers_beside_them() -> None:
    assert labels_of(tag("ol", tag("li", "☐ a"), tag("li", "☑ b")), nested=False) == ["", ""]


def test_few_sections_need_no_list() -> None:
    headings = [tag("h2", name, id=name) for name in "abc"]
    assert [each.text for each in listed_headings(tag("story", *headings))] == ["a", "b", "c"]
    assert listed_headings(tag("story", *headings[:2])) == []
    assert told(*headings).contents == []
    assert [tuple(each) for each in told(tag("contents"), *headings).contents] == [
        ("a", "#a"),
        ("b", "#b"),
        ("c", "#c"),
    ]


def test_it_can_be_kept_and_read_again() -> None:
    made = told(tag("contents"), *(tag("h2", name, id=name) for name in "abc"))
    assert Told.of(asdict(made)) == made


def test_texts_are_compared_as_readers_see_them() -> None:
    assert comparable(" a\u00a0 b\u00ad\n e\u0301") == "a b \u00e9"
