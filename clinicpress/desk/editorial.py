"""The editorial rules of a language: word lists and limits, read from templates/editorial/<language>.yaml.

Nothing here judges a text; the modules that do are given these lists. A workspace's own file of the
same name wins, as for all templates.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clinicpress.content.texts import Unprinted
from clinicpress.desk.formulas import Formula
from clinicpress.workspace.schema import Strict, check_node, described
from clinicpress.workspace.workspace import Workspace

Words = tuple[Unprinted, ...]
Syllables = Annotated[int, Field(ge=1, le=20)]


class Limits(Strict):
    """The figures that a text is held to."""

    grade: float = described("The highest Flesch-Kincaid grade without a warning; 6 is the goal.", default=8, gt=0)
    smog: float = described("The highest SMOG grade without a warning; 8 is the goal.", default=10, gt=0)
    sentence_words: int = described("The most words of a sentence.", default=25, ge=5)
    passive_percent: float = described("The highest share of passive sentences.", default=20, ge=0, le=100)
    section_words: int = described("The most words of a section that counts as short.", default=250, ge=10)
    paragraph_words: int = described("The most words of a paragraph that counts as short.", default=120, ge=10)
    list_items: int = described("The most items of a list without a break.", default=7, ge=1)
    heading_words: int = described("The most words in the head of a table's column.", default=5, ge=1)


class Editorial(Strict):
    """An editorial file: templates/editorial/<language>.yaml."""

    language: Unprinted = described("The language.")
    limits: Limits = described("The figures that a text is held to.", default={}, validate_default=True)
    formula: Formula | None = described(
        "The formula of the reading level; English has Flesch-Kincaid and SMOG, for which “limits” hold.", default=None
    )
    address: Words = described("The words that speak to the reader.", default=())
    stops: Words = described("Abbreviations whose full stop ends no sentence; without the last stop.", default=())
    known: Words = described("Short forms that need no explanation.", default=())
    spoken: Words = described("Short forms that are spoken as words, not letter by letter.", default=())
    degrees: Words = described("Degrees and titles behind the name of a person.", default=())
    regions: Words = described("Short forms of regions behind the name of a place.", default=())
    units: Words = described("Short forms behind a number, of units and times.", default=())
    stages: Words = described("Words beside which IIIA is a stage.", default=())
    named: Words = described("Words before which a short form is a name: “the BRCA1 gene”.", default=())
    stressed: Words = described("Everyday words that are set in capitals to stress them.", default=())
    plain: dict[Unprinted, Unprinted] = described("Hard words, and what may be said instead.", default={})
    terms: dict[Unprinted, Words] = described(
        "Medical terms that must be explained, with words that explain them where they are near.", default={}
    )
    explains: Words = described("Phrases with which a text explains a word.", default=())
    defines: Words = described("Words behind a short form with which a text says what it is: “is a”.", default=())
    joins: Words = described("Words between a name and another one for the same: “or”.", default=())
    auxiliaries: Words = described("Forms of the verb with which a participle is passive.", default=())
    endings: Words = described("How participles end; in English, -ed.", default=())
    participles: Words = described("Participles that end in another way.", default=())
    states: Words = described("Participles that describe how something is and make no passive.", default=())
    between: Words = described("Words that may stand between “is” and a participle.", default=())
    actions: Words = described("Verbs with which a text asks the reader to do something.", default=())
    polite: Words = described("Words that may stand before such a verb: “please”, “never”.", default=())
    urging: Words = described("Words that urge: “it is important to …”.", default=())
    benefits: Words = described("Words that show that benefits are spoken of; their beginnings do.", default=())
    risks: Words = described("Words that show that risks are spoken of; their beginnings do.", default=())
    unknowns: Words = described("Phrases that show that the text says what is not known.", default=())
    urgent: Words = described("Words that send the reader for help; a summary wants such sentences first.", default=())
    leaning: Words = described("Beginnings of sentences that lean on the sentence before.", default=())
    boilerplate: Words = described("Words of sentences and headings that are about the page.", default=())
    empty_headings: Words = described("Headings that say nothing about their section.", default=())
    syllables: dict[Unprinted, Syllables] = described("Syllables of words that are counted wrongly.", default={})

    @property
    def base(self) -> str:
        """The language without its region."""
        return str(self.language).split("-")[0]

    @property
    def has_words(self) -> bool:
        """Whether there are lists enough to judge the items of the scorecard, and unexplained words."""
        return bool(self.actions and self.explains)


def load_editorial(workspace: Workspace, language: str) -> Editorial | None:
    """Read the editorial rules of a language, or of the language without its region; None where there are none.

    Raises InputProblems for mistakes in the file.
    """
    for candidate in dict.fromkeys([language, language.split("-")[0]]):
        file = f"templates/editorial/{candidate}.yaml"
        if workspace.has(file):
            return check_node(workspace.read_yaml(file), Editorial)
    return None
