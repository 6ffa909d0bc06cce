"""What forms call the keys of our files, in words for people who never see a key: `templates/forms/<language>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinicpress.content.texts import Line, Unprinted
from clinicpress.workspace.schema import Strict, check_node, described
from clinicpress.workspace.workspace import Workspace

STANDARD = "en"


class FieldWords(Strict):
    """The words of forms."""

    language: Unprinted = described("The language.")
    labels: dict[Unprinted, Line] = described(
        "What a field is called, by its key; or by model and key, as in Clinic.name, where a key has several meanings.",
        default={},
    )
    explained: dict[Unprinted, Line] = described(
        "What a field is for, by the same names, where the key's own description would not do.", default={}
    )
    parts: dict[Unprinted, Line] = described(
        "What a part is called that can be added: a kind of block, a section, an entry of a list; by its name.",
        default={},
    )
    choices: dict[Unprinted, Line] = described("What a choice is called, by the word in the file.", default={})

    def label(self, model: str, key: str) -> str:
        """Return what a field is called; its key in plain letters where nobody gave it a name."""
        return str(self._of(self.labels, model, key) or key.replace("_", " ").capitalize())

    def about(self, model: str, key: str, description: str) -> str:
        """Return what a field is for."""
        return str(self._of(self.explained, model, key) or description)

    def part(self, name: str) -> str:
        """Return what a part is called that can be added."""
        return str(self.parts.get(name) or name.replace("_", " ").capitalize())  # type: ignore[call-overload]

    def choice(self, word: str) -> str:
        """Return what a choice is called."""
        return str(self.choices.get(word) or word)  # type: ignore[call-overload]

    @staticmethod
    def _of(words: Mapping[Any, Line], model: str, key: str) -> Line | None:
        return words.get(f"{model}.{key}") or words.get(key)


def load_field_words(workspace: Workspace, language: str = STANDARD) -> FieldWords:
    """Read the words of forms in a language, or else in English; raises InputProblems."""
    for candidate in (language, language.split("-")[0]):
        file = f"templates/forms/{candidate}.yaml"
        if workspace.has(file):
            return check_node(workspace.read_yaml(file), FieldWords)
    return check_node(workspace.read_yaml(f"templates/forms/{STANDARD}.yaml"), FieldWords)
