"""What templates set side by side, ask for and may do: it is told in our words, or printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.faults import FaultyProof
from clinicpress.press.gather import gather
from clinicpress.press.platemaking import draw, lay_out, prove
from clinicpress.story.answers import Answers
from clinicpress.story.rendering import tell
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.story.attacks import (
    AGAINST,
    BLOCKS,
    CONS,
    FOR,
    JOB,
    POINTS,
    PROS,
    SAMPLER,
    SHIPPED,
    STORY,
    attacked,
    cell,
    edited,
    refused,
    told,
)

NUMBER = "{{ number('d') }}"
DOSE = "{{ brochure.version }}"
"""A text that begins with a number."""
PARAGRAPH = "<p>{{ block.paragraph|inline }}</p>"
COUNTED = "a number that is counted can only stand behind a label: “1”"
ANOTHER = "this becomes another number with what stands before it: “1"
TOGETHER = "this runs together with what stands before it"
UNLABELLED = "this does not stand under its own label: “Takes practice"
MISREAD = {
    "a number before a text": (edited(BLOCKS, PARAGRAPH, f"<p>{NUMBER} {{{{ block.paragraph }}}}</p>"), COUNTED),
    "a source's number before a text": (
        edited(BLOCKS, PARAGRAPH, "<p>{{ sources[0].number }} {{ block.paragraph }}</p>"),
        COUNTED,
    ),
    "a number with a label before a text": (
        edited(BLOCKS, PARAGRAPH, f"<p>{{{{ labels.note }}}} {NUMBER} {{{{ block.paragraph }}}}</p>"),
        TOGETHER,
    ),
    "another text before a text": (edited(BLOCKS, PARAGRAPH, f"<p>{DOSE} {{{{ block.paragraph }}}}</p>"), TOGETHER),
    "points in one line": (
        edited(BLOCKS, f"<ul>{PROS}</ul>", "<p>{% for item in block.pros_cons.pros %}{{ item }} {% endfor %}</p>"),
        f"{TOGETHER}: “Can be done at home”",
    ),
    "a number alone": (attacked(f"<p>{NUMBER}</p>"), COUNTED),
    "a number away from its label": (attacked(f"<p>{{{{ labels.note }}}} · {NUMBER}</p>"), COUNTED),
    "a product of numbers": (attacked(f"<p>{NUMBER}·{NUMBER}</p>"), ANOTHER.replace("1", "2")),
    "a ratio": (attacked(f"<p>{NUMBER}:{NUMBER}</p>"), ANOTHER.replace("1", "2")),
    "a minus": (attacked(f"<p>-{DOSE}</p>"), ANOTHER),
    "a minus and a space that stays": (attacked(f"<p>-&nbsp;{DOSE}</p>"), ANOTHER),
    "a minus and a space": (attacked(f"<p>– {DOSE}</p>"), ANOTHER),
    "a minus in brackets": (attacked(f"<p>{{{{ labels.note }}}} (–&#x202f;{DOSE})</p>"), ANOTHER),
    "a minus behind a label": (attacked(f"<p>{{{{ labels.note }}}}: - {DOSE}</p>"), ANOTHER),
    "a minus in an element": (attacked(f"<p><strong>- </strong><em>{DOSE}</em></p>"), ANOTHER),
    "a range": (attacked(f"<p>{DOSE} – {DOSE}</p>"), ANOTHER),
    "a product": (attacked(f"<p>{DOSE} · {DOSE}</p>"), ANOTHER),
    "a decimal comma": (attacked(f"<p>{DOSE}, {DOSE}</p>"), ANOTHER),
    "a thousand": (attacked(f"<p>{DOSE}&nbsp;{DOSE}</p>"), ANOTHER),
    "labels of points changed over": (
        edited(BLOCKS, POINTS, cell(AGAINST, PROS) + cell(FOR, CONS)),
        "“Against” does not stand over its own points",
    ),
    "the label of the points for twice": (
        edited(BLOCKS, POINTS, cell(FOR, PROS) + cell(FOR, CONS)),
        "“For” does not stand over its own points",
    ),
    "no label over the points against": (edited(BLOCKS, AGAINST, ""), UNLABELLED),
    "another label over the points against": (edited(BLOCKS, AGAINST, "<p>{{ labels.note }}</p>"), UNLABELLED),
    "the label of points below the others": (
        edited(BLOCKS, POINTS, cell(FOR, PROS, AGAINST) + cell("", CONS)),
        "“Against” does not stand over its own points",
    ),
    "both labels over the points for": (
        edited(BLOCKS, FOR, '<p class="points-title">{{ labels.cons }} – {{ labels.pros }}</p>'),
        "“Against” does not stand over its own points",
    ),
    "the label of points over another text": (
        edited(BLOCKS, PARAGRAPH, f"<p>{{{{ labels.cons }}}}</p>{PARAGRAPH}"),
        "“Against” does not stand over its own points",
    ),
    "the label of points at the end": (
        edited(STORY, "\n</story>", "<p>{{ labels.pros }}</p></story>"),
        "“For” does not stand over its own points",
    ),
}


@pytest.mark.parametrize("what", MISREAD)
def test_a_template_sets_nothing_side_by_side_that_says_something_else(what: str, tmp_path: Path) -> None:
    files, words = MISREAD[what]
    assert words in refused(tmp_path, files)


@pytest.mark.parametrize(
    "columns",
    [
        f"<cell>{FOR}</cell><cell><ul>{PROS}</ul></cell></columns><columns><cell>{AGAINST}</cell><cell><ul>{CONS}</ul></cell>",
        f"<cell>{FOR}<ul>{PROS}</ul>{AGAINST}<ul>{CONS}</ul></cell>",
    ],
    ids=["labels at the left", "one below the other"],
)
def test_points_may_stand_elsewhere_with_their_labels(columns: str, tmp_path: Path) -> None:
    assert told(tmp_path / "other", edited(BLOCKS, POINTS, columns)).text == told(tmp_path / "plain", SHIPPED).text


GLANCE = {
    "Call us": "Call us.",
    "“Call us”": "“Call us”.",
    "Call us (it is free!)": "Call us (it is free!).",
    "Call us [@guide]": "Call us [1].",
    "Call us:": "Call us:",
    "Why?": "Why?",
    "Dose…": "Dose…",
    "Dose –": "Dose –",
    "**Bold**.": "Bold.",
    "**Bold.**": "Bold.",
    "“Why?”": "“Why?”",
    "Call us. [@guide]": "Call us. [1]",
}


def test_a_label_at_a_glance_ends_with_one_sign(workspace: Path) -> None:
    points = "".join(f'  - {{label: "{label}", text: It says so.}}\n' for label in GLANCE)
    brochure = workspace / "brochures/breathing/en.yaml"
    brochure.write_text(f"{brochure.read_text(encoding='utf-8')}at_a_glance:\n{points}", encoding="utf-8")
    catalog, job = Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout")
    found = gather(catalog, job, Answers(catalog.clinic(job.clinic)))
    story = tell(catalog, job, found.matter, found.design)
    box = next(tag for tag in story.tags() if tag.name == "aside")
    assert [tag.text for tag in box.tags() if tag.name == "p"] == [f"{said} It says so." for said in GLANCE.values()]


BATCH, RANGE = "“batch” takes 1 value in brackets, not", "“range” takes 1 to 3 values in brackets, not"
PUZZLING = {
    "{{ sources|batch }}": f"{BATCH} 0",
    "{{ sources|batch(2, 'x') }}": f"{BATCH} 2",
    "{{ sources|batch('x') }}": "“batch” needs a whole number from 1 on",
    "{{ sources|length(1) }}": "“length” takes nothing in brackets",
    "{{ sources|reverse(1) }}": "“reverse” takes nothing in brackets",
    "{{ title.head|inline(1) }}": "“inline” takes nothing in brackets",
    "{{ range() }}": f"{RANGE} 0",
    "{{ range(1, 2, 3, 4) }}": f"{RANGE} 4",
    "{{ range(1, 5, 0) }}": "the steps of “range” cannot be 0",
    "{{ range('x') }}": "“range” counts in whole numbers",
    "{{ range(1.5) }}": "“range” counts in whole numbers",
    "{{ range(stop=1) }}": "“range” takes values without names",
    "{{ dated() }}": "“dated” takes 1 value in brackets, not 0",
    "{{ number('a', 'b') }}": "“number” takes 1 value in brackets, not 2",
    "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}": "“m” takes at most 1 value in brackets, not 2",
    "{% macro m(a) %}{% endmacro %}{{ m(1, a=2) }}": "“m” is given “a” twice",
    "{% macro m(a) %}{% endmacro %}{{ m(b=2) }}": "“m” takes no value called “b”",
    "{% macro m(a) %}{% endmacro %}{% call m(1) %}{% endcall %}": "“m” has no place for what stands in {% call %}",
    "{% set x y %}": "look for a word, quote, bracket or brace that is missing or too much",
    "{% if %}{% endif %}": "look for a word, quote, bracket or brace that is missing or too much",
    "{{ title.head } }}": "look for a word, quote, bracket or brace that is missing or too much",
    "{{ 'title }}": "look for a word, quote, bracket or brace that is missing or too much",
    "{{ $title }}": "look for a word, quote, bracket or brace that is missing or too much",
    "{% foor sources %}": "did you mean “for”?",
    "{% endfor %}": "“endfor” belongs to nothing that is open here",
    "{% for x in sources %}{% endif %}": "“endif” belongs to nothing that is open here",
    "{% if title %}": "something that begins above has no end",
    "{# title": "something that begins above has no end",
    "{{ ('a' }}": "look for a word, quote, bracket or brace that is missing or too much",
}
LIBRARY = r"\(\) (missing|takes|arg)|argument|token|expected|unexpected|[Jj]inja|got |char\b|must |identifier|'"


@pytest.mark.parametrize("attack", PUZZLING)
def test_what_cannot_be_understood_is_told_in_our_words(attack: str, tmp_path: Path) -> None:
    said = refused(tmp_path, attacked(attack))
    assert PUZZLING[attack] in said
    assert not re.search(LIBRARY, said)


@pytest.mark.parametrize(
    ("written", "by", "message"),
    [
        ("title.tail", "false", "leaves out “not for children” of the title in brochures/breathing/en.yaml:1:8"),
        ("{{ title.head }}", "–", "leaves out “Breathing at home” of the title in brochures/breathing/en.yaml:1:8"),
        ("{{ title.head }}", "{{ title.head }} {{ title.tail }}", "the parts of the title run together"),
    ],
)
def test_half_a_title_is_no_title(
    written: str, by: str, message: str, workspace: Path, press: Callable[..., Finished]
) -> None:
    brochure = next(name for name in WORKSPACE if name.endswith("en.yaml"))
    title = WORKSPACE[brochure].replace("Breathing at home", '"Breathing at home: not for children"')
    (workspace / brochure).write_text(title, encoding="utf-8")
    (workspace / STORY).parent.mkdir(parents=True)
    (workspace / STORY).write_text(SHIPPED[STORY].replace(written, by), encoding="utf-8")
    finished = press("build")
    assert finished.status == 1
    assert message in finished.err


FINE = {
    "comments": "{# Words #}<!-- More words -->",
    "separators": "<p>–</p>",
    "labels and words of the locale": "<p>{{ labels.note }}: {{ labels.source ~ ' ' ~ number('x') }}</p>",
    "numbers that are counted": "{% for i in range(3) %}<p>{{ labels.note }} {{ number('own') }}.</p>{% endfor %}",
    "what a macro makes": "{% macro m(a, b=1) %}<p>{{ a }}{{ caller() }}</p>{% endmacro %}"
    "{% call m(labels.note) %}.{% endcall %}",
    "a link into the story": "<p><a href='#text'>{{ labels.note }}</a></p>",
    "the clinic's lines": "{% for line in clinic.address %}<p>{{ line }}</p>{% endfor %}",
    "a link to the clinic": "{% set to = clinic.website %}{% if to %}<p><a href='{{ to }}'>{{ to }}</a></p>{% endif %}",
    "a date": "<p>{{ dated(brochure.published) }}</p>",
    "another file": "{% import '_blocks.html.j2' as b with context %}{{ b.caption(none, none, 'x', 'x') }}",
    "choices": "{% if 2 in [1, 2] and not 3 == 4 and sources|length >= 1 and loop is not defined %}<p>–</p>{% endif %}",
    "looks": "<div class='aside'><p class='term'><strong>{{ labels.note }}</strong></p></div><spring>",
}


@pytest.mark.parametrize("what", FINE)
def test_what_looks_and_order_need_is_there(what: str, tmp_path: Path) -> None:
    plain = told(tmp_path / "plain", SHIPPED)
    other = told(tmp_path / "other", attacked(FINE[what]))
    assert other.text.endswith(plain.text)


def test_the_words_of_a_template_are_in_the_locale(workspace: Path, press: Callable[..., Finished]) -> None:
    locale = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    (workspace / "templates/locales").mkdir(parents=True)
    (workspace / "templates/locales/en.yaml").write_text(f"{locale}words: {{hello: Good day}}\n", encoding="utf-8")
    (workspace / STORY).parent.mkdir(parents=True)
    (workspace / STORY).write_text(attacked("<p>{{ words.hello }}</p>")[STORY], encoding="utf-8")
    assert press("build").status == 0
    (workspace / STORY).write_text(attacked("<p>{{ words.helo }}</p>")[STORY], encoding="utf-8")
    assert "there is no “.helo” here" in press("build").err


def test_a_text_with_marks_is_printed_with_them_and_one_without_as_typed(tmp_path: Path) -> None:
    """Whatever the template does: `inline` cannot make marks of what is no marked text, nor forget those of one."""
    one = told(tmp_path / "one", SHIPPED)
    other = told(tmp_path / "other", {name: text.replace("|inline", "") for name, text in SHIPPED.items()})
    third = told(tmp_path / "third", edited(STORY, "{{ title.head }}", "{{ title.head|inline }}"))
    assert one.text == other.text == third.text


def test_the_proof_compares_the_pages_with_the_brochures_texts() -> None:
    catalog = Catalog(Disk(SAMPLER))
    laid_out = lay_out(catalog, JOB, Answers(catalog.clinic(JOB.clinic)))
    canvas, _ = draw(laid_out)
    proven = canvas.record, laid_out.story.structure, laid_out.pages, laid_out.furniture
    prove(*proven, ["Running text with marks"])
    with pytest.raises(FaultyProof, match="the pages do not say “Running text without marks”"):
        prove(*proven, ["Running text without marks"])
