"""What templates say: they have no words of their own, and change, leave out, move and repeat none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.story.attacks import AGAINST, BLOCKS, CONS, FOR, LINE, POINTS, PROS, STORY, attacked, cell, edited, refused

TEXT = "{{ brochure.sections[0].heading|inline }}"
SAYING = {
    "words": "<p>These words are of the template.</p>",
    "a word in quotes": "<p>{{ 'Take two' }}</p>",
    "a number": "<p>{{ 3 }}</p>",
    "a sum": "<p>{{ 1 + 2 }}</p>",
    "the number of a turn": "{% for i in (1, 2) %}<p>{{ loop.index }}</p>{% endfor %}",
    "a name": "<p>{{ brochure.sections[0].id }}</p>",
    "half a sentence": "<p>Do {{ title.head }}</p>",
    "a letter that a sign stands for": "<p>&#78;&#x6f;t</p>",
    "a name of a sign": "<p>&plusmn;</p>",
    "a sum sign": "<p>≤</p>",
    "a unit": "<p>°</p>",
    "per cent": "<p>%</p>",
    "a picture of a word": "<p>℞</p>",
    "an accent": "<p>&#769;</p>",
    "an invisible sign": "<p>\u200b</p>",
    "the other direction": "<p>\u202e.</p>",
    "a soft hyphen": "<p>&shy;</p>",
    "words around a place": '<p><t at="brochures/every-block/en.yaml:1:8">Other words</t></p>',
    "a place": '<p><t at="brochures/every-block/en.yaml:1:8">.</t></p>',
    "a place that is put together": "<p><{{ 't' }} at='x:1:1'>.</t></p>",
    "an element that is put together": "<{{ 'p' }}>Words</p>",
    "a mark by hand": "<p>{{ '\\udc800\\udc81' }}</p>",
    "a mark in signs": "<p>&#xdc80;0&#xdc81;</p>",
    "words in a table": "<table><tr><td>Two</td></tr></table>",
    "words in a list": "<ul><li>Two</li></ul>",
    "words in a span": "<p><span class='term'>Two</span></p>",
    "words in a link": "<p><a href='#text'>Two</a></p>",
    "an address": f"<p><a href='https://example.org'>{TEXT}</a></p>",
    "an address with a text in it": f"<p><a href='https://example.org/{{{{ title.head }}}}'>{TEXT}</a></p>",
    "a text as an address": "<p><a href='{{ title.head }}'>–</a></p>",
    "a link in a link": "<p><a href='#text'><a href='#text'>{{ labels.note }}</a></a></p>",
    "a link around a text with links": "<p><a href='#text'>{{ brochure.sections[0].body[0].paragraph }}</a></p>",
    "a text as a class": "<p class='{{ title.head }}'>–</p>",
    "a text as an id": "<p id='{{ title.head }}'>–</p>",
    "an odd id": "<p id='a b'>–</p>",
    "an endless id": f"<p id='{'a' * 9000}'>–</p>",
    "an odd language": "<p lang='x y'>–</p>",
    "an endless language": f"<p lang='{'x' * 900}'>–</p>",
    "another alt text": '<figure><img src="figures/curve.svg" alt="A curve"></figure>',
    "no alt text": '<figure><img src="figures/curve.svg" alt=""></figure>',
    "a part of an alt text": '<figure><img src="figures/curve.svg" alt="{{ labels.note }}."></figure>',
    "capitals": "<p>{{ title.head|upper }}</p>",
    "a replaced word": "<p>{{ title.head|inline|replace('a', '') }}</p>",
    "the first letters": "<p>{{ title.head|truncate(5) }}</p>",
    "a slice": "<p>{{ title.head[:5] }}</p>",
    "a slice of joined texts": "<p>{{ (title.head ~ '')[:5] }}</p>",
    "a letter": "<p>{{ title.head[0] }}</p>",
    "letter by letter": "<p>{% for c in title.head %}{{ c }}{% endfor %}</p>",
    "letters of what a macro made": "{% macro m() %}{{ labels.note }}{% endmacro %}{% for c in m() %}{% endfor %}",
    "turned round": "<p>{{ title.head|reverse }}</p>",
    "a sum of texts": "<p>{{ title.head + title.tail }}</p>",
    "a text times two": "<p>{{ title.head * 2 }}</p>",
    "a form": "<p>{{ '%s'|format(title.head) }}</p>",
    "another form": "<p>{{ '%s' % title.head }}</p>",
    "markup": "<p>{{ '<strong>'|safe }}</p>",
    "no escape": "{% autoescape false %}<p>{{ '<b>' }}</p>{% endautoescape %}",
    "a filter block": "{% filter upper %}<p>{{ title.head }}</p>{% endfilter %}",
    "a captured block": "{% set x %}{{ title.head }}{% endset %}<p>{{ x }}</p>",
    "a question about a word": "{% if title.head == 'x' %}{% endif %}",
    "a question about a part": "{% if 'x' in title.head %}{% endif %}",
    "which is longer": "{% if title.head > title.tail %}{% endif %}",
    "two texts in one word": "<p>{{ labels.note }}{{ labels.source }}</p>",
    "two texts in one word, in elements": "<p><strong>{{ labels.note }}</strong><em>{{ labels.source }}</em></p>",
    "another number": "<p>{{ labels.note }}: -{{ sources[0].number }}</p>",
    "a fraction": "<p>{{ number('a') }}/{{ number('a') }}</p>",
    "a body text twice": f"<p>{TEXT}</p>",
    "the title without its end": "<p>{{ brochure.sections[0].heading }}</p>",
    "chance": "<p>{{ sources|random }}</p>",
    "the address of a thing": "<p>{{ dated }}</p>",
    "a comment without end": "<!-- x",
    "a declaration": "<!DOCTYPE x>",
    "a section of another kind": "<![CDATA[x]]>",
    "an instruction": "<?x?>",
    "a sign alone": "<p>a < b</p>",
    "a place of its own": '<p tpl="x" tpl="y">Words</p>',
    "an element at the side outside of the story": "</story><side><p>–</p></side><story>",
}


@pytest.mark.parametrize("what", SAYING)
def test_a_template_has_no_words_of_its_own_and_changes_none(what: str, tmp_path: Path) -> None:
    said = refused(tmp_path, attacked(SAYING[what]))
    assert re.match(rf"{STORY}:({LINE}|{LINE - 1}|1):\d+: error: ", said), said


CHANGING = {
    "a changed text": (
        BLOCKS,
        "block.paragraph|inline",
        "block.paragraph|inline|replace('not', '')",
        "there is no filter “replace”",
    ),
    "a text that is a comment": (
        BLOCKS,
        "<p>{{ block.paragraph|inline }}</p>",
        "<!-- {{ block.paragraph }} -->",
        "leaves out the text in brochures/every-block/en.yaml:16:20",
    ),
    "a text that is asked for, not printed": (
        BLOCKS,
        "{{ block.paragraph|inline }}",
        "{% if block.paragraph %}{% endif %}–",
        "leaves out the text in brochures/every-block/en.yaml:16:20",
    ),
    "a dropped row": (
        BLOCKS,
        "{% for row in block.table.rows %}",
        "{% for row in block.table.rows[1:] %}",
        "leaves out the text in brochures/every-block/en.yaml:51:19",
    ),
    "a dropped cell": (
        BLOCKS,
        "{% for each in row %}",
        "{% for each in row[1:] %}",
        "leaves out the text in brochures/every-block/en.yaml:51:19",
    ),
    "steps in another order": (
        BLOCKS,
        'item in block.steps["items"] %}',
        'item in block.steps["items"]|reverse %}',
        "puts the text in brochures/every-block/en.yaml:27:13 out of its order",
    ),
    "items in another order": (
        BLOCKS,
        "item in block.list %}",
        "item in block.list|reverse %}",
        "puts the text in brochures/every-block/en.yaml:22:13 out of its order",
    ),
    "cells in another order": (
        BLOCKS,
        "{% for each in row %}",
        "{% for each in row|reverse %}",
        "puts the text in brochures/every-block/en.yaml:51:24 out of its order",
    ),
    "a dropped picture": (
        BLOCKS,
        '<img src="{{ figure.image }}" alt="{{ figure.alt }}">',
        "",
        "leaves out the text in brochures/every-block/en.yaml:55:49",
    ),
    "the caption as alt text": (
        BLOCKS,
        'alt="{{ figure.alt }}"',
        'alt="{{ figure.caption or figure.alt }}"',
        "leaves out the text in brochures/every-block/en.yaml:55:49",
    ),
    "caption and alt text changed over": (
        BLOCKS,
        'alt="{{ figure.alt }}">\n{{ caption(figure.caption, labels.figure, "figure", "figure") }}',
        'alt="{{ figure.caption or figure.alt }}">'
        "{% if figure.caption %}<figcaption>{{ figure.alt }}</figcaption>{% endif %}",
        "this is not the alt text of “figures/curve.svg”",
    ),
    "another picture's alt text": (
        BLOCKS,
        'src="{{ figure.image }}"',
        'src="figures/ellipse.png"',
        "this is not the alt text of “figures/ellipse.png”",
    ),
    "terms and meanings changed over": (
        BLOCKS,
        "<dt>{{ entry.term|inline }}</dt><dd>{{ entry.means|inline }}</dd>",
        "<dt>{{ entry.means|inline }}</dt><dd>{{ entry.term|inline }}</dd>",
        "puts the text in brochures/every-block/en.yaml:75:39 out of its order",
    ),
    "the points against instead of those for": (
        BLOCKS,
        PROS,
        CONS,
        "leaves out the text in brochures/every-block/en.yaml:73:28",
    ),
    "for and against changed over": (BLOCKS, POINTS, f"{cell(FOR, CONS)}{cell(AGAINST, PROS)}", "out of its order"),
    "a text twice": (
        BLOCKS,
        "<p>{{ block.paragraph|inline }}</p>",
        "<p>{{ block.paragraph }} {{ block.paragraph }}</p>",
        "prints the text in brochures/every-block/en.yaml:16:20 twice",
    ),
    "a dropped section": (
        STORY,
        "section in brochure.sections %}",
        "section in brochure.sections[1:] %}",
        "leaves out the text in brochures/every-block/en.yaml:12:14, and 7 more",
    ),
    "another order": (
        STORY,
        "section in brochure.sections %}",
        "section in brochure.sections|reverse %}",
        "puts the text in brochures/every-block/en.yaml:32:14 out of its order",
    ),
    "a dropped heading": (
        STORY,
        "{{ section.heading|inline }}</h2>",
        "{{ labels.note }}</h2>",
        "leaves out the text in brochures/every-block/en.yaml:12:14, and 3 more",
    ),
    "headings run together": (
        STORY,
        "{{ section.heading|inline }}</h2>",
        "{{ labels.note }}{{ section.heading }}</h2>",
        "this runs together with what stands before it: “Running text with marks”",
    ),
}


@pytest.mark.parametrize("what", CHANGING)
def test_a_template_leaves_out_moves_and_repeats_nothing(what: str, tmp_path: Path) -> None:
    *edit, words = CHANGING[what]
    assert words in refused(tmp_path, edited(*edit))
