"""Brochures of a few sentences, for the tests of how texts are read."""

from __future__ import annotations

from clinicpress.content.model import Brochure
from clinicpress.desk.editorial import Editorial
from clinicpress.desk.readability import Reading, read
from clinicpress.desk.sentences import Sentence, sentences_of
from clinicpress.ground.problems import Place
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import check_node

HEAD = 'title: Breathing\nlanguage: en\nversion: "1"\npublished: 2026-11-01\nsources: {none: It is a test}\n'


def brochure_of(body: str, head: str = HEAD) -> Brochure:
    """Make a brochure of one section."""
    return check_node(
        parse_yaml("t.yaml", f"{head}sections:\n  - id: a\n    heading: Breathe\n    body:\n{body}"), Brochure
    )


def reading_of(text: str, rules: Editorial) -> Reading:
    """Read a brochure of one paragraph."""
    return read(brochure_of(f"      - paragraph: {text!r}\n"), rules)


def sentence(text: str) -> Sentence:
    [found] = sentences_of(Text(text, Place("")), ())
    return found
