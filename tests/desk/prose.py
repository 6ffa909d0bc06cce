"""A few sentences, read as those of a brochure."""

from __future__ import annotations

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.readability import Reading, read
from clinicpress.desk.sentences import Sentence, sentences_of
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text
from tests.brochures import with_body


def reading_of(text: str, rules: Editorial) -> Reading:
    """Read a brochure of one paragraph."""
    return read(with_body(f"- paragraph: {text!r}"), rules)


def sentence(text: str) -> Sentence:
    [found] = sentences_of(Text(text, Place("")), ())
    return found
