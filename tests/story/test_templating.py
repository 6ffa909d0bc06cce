"""Templating: templates are found in the workspace, start tags know their lines, mistakes are told there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clinicpress.ground.problems import InputProblems
from clinicpress.story.given import Ability, Record, Words
from clinicpress.story.templating import StoryTemplates, render_page
from clinicpress.workspace.disk import Disk
from tests.typesetting.furnished import WORKSPACE

HEAD = Words("Head")
VALUES: dict[str, Any] = {"title": Record.holding({"head": HEAD, "tail": Words("Tail")}), "some": (1, 2)}


def rendered(folder: Path, **files: str) -> str:
    """Render the template one/story.html.j2 of a workspace; names of files have __ for a slash."""
    for name, text in files.items():
        file = folder / "templates" / (name.replace("__", "/") + ".html.j2")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    templates = StoryTemplates(Disk(folder))
    return templates.render("one/story.html.j2", VALUES, {"twice": Ability("twice", lambda value: value * 2)})[0]


def test_start_tags_know_their_place_and_words_are_marks(tmp_path: Path) -> None:
    html = rendered(tmp_path, one__story="<story>\n  <p>{{ title.head }}</p></story>")
    assert html.startswith('<story tpl="templates/one/story.html.j2:1:1">')
    assert '<p tpl="templates/one/story.html.j2:2:3">\udc800\udc81</p>' in html


def test_places_are_those_of_the_file_that_made_them(tmp_path: Path) -> None:
    html = rendered(tmp_path, one__story="<story>{% include '_in.html.j2' %}</story>", _in="\n<p></p>")
    assert '<p tpl="templates/_in.html.j2:2:1">' in html


def test_code_that_looks_like_a_tag_is_left_alone(tmp_path: Path) -> None:
    assert rendered(tmp_path, one__story="{% if 1 <some|length %}<hr>{% endif %}{# <p> #}").count("tpl=") == 1


def test_numbers_are_counted_by_their_name_for_each_story_anew(tmp_path: Path) -> None:
    text = "{{ number('a') }}{{ number('b') }}{{ number('a') }}"
    for _ in range(2):
        folder = tmp_path
        rendered(folder, one__story=text)
        templates = StoryTemplates(Disk(folder))
        assert [words.text for words in templates.render("one/story.html.j2", {}, {})[1]] == ["1", "1", "2"]


WRONG = {
    "{{ titel }}": ("1: error: template: there is nothing called “titel”", "did you mean “title”?"),
    "\n{{ title.haed }}": ("2: error: template: there is no “.haed” here", "did you mean “head”?"),
    "{{ some.first }}": ("1: error: template: there is no “.first” here", ""),
    "{% macr x() %}": ("1: error: template: this cannot be understood", "did you mean “macro”?"),
    "{% if some %}": ("1: error: template: this cannot be understood", "has no end"),
    "{% endif %}": ("1: error: template: this cannot be understood", "“endif” belongs to nothing"),
    "{{ twice(title) }}": ("1: error: template: this cannot be done with these values", ""),
    "{{ twice() }}": ("1: error: template: “twice” takes 1 value in brackets, not 0", ""),
    "{{ number(1) }}": ("1: error: template: “number” counts something that is named", ""),
    "{{ some }}": ("1: error: template: this is no text that could be printed", "printed with {% for %}"),
    "{{ title }}": ("1: error: template: this is no text that could be printed", "print a part of it: .head, .tail"),
    "{% include 'one/stroy.html.j2' %}": (
        "1: error: there is no template “templates/one/stroy.html.j2”", "did you mean “one/story.html.j2”?",
    ),
    "{% include 'gone.html.j2' %}": ("1: error: there is no template “templates/gone.html.j2”", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_is_told_at_its_line(text: str, tmp_path: Path) -> None:
    message, hint = WRONG[text]
    with pytest.raises(InputProblems) as caught:
        rendered(tmp_path, one__story=text)
    said = str(caught.value)
    assert f"templates/one/story.html.j2:{message}" in said.replace(":1: error", ": error")
    assert hint in said


def test_a_page_of_our_own_is_rendered_with_what_it_is_given() -> None:
    with pytest.raises(InputProblems, match=r"templates/comparison\.html\.j2"):
        render_page(WORKSPACE, "comparison.html.j2")
