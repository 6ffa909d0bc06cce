"""The leaflets of the benchmark are what they say they are, and ours are read whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from passages import passages_of
from sample_words import pool
from sheet_workspace import make
from sheets import SHEETS, said

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", SHEETS)
def test_a_leaflet_is_the_same_every_time_and_all_its_words_are_passages(name: str) -> None:
    made = make(name)
    assert made == make(name)
    passages = [each for each in passages_of(made) if each.kind != "title"]
    words = [word for text in said(made["sections"]) for word in text.replace("**", "").split()]
    assert [word for each in passages for word in each.text.split()] == words
    sentences = " ".join(pool())
    for each in passages:
        piece = each.text.removeprefix("☐ ").rstrip(".?:")
        assert all(part in sentences for part in piece.split(". ")), "no word of it is ours"


@pytest.mark.parametrize(("name", "words"), [("one-pager", 193), ("five-hundred", 500)])
def test_leaflets_of_a_length_have_it(name: str, words: int) -> None:
    assert sum(len(text.split()) for text in said(make(name)["sections"])) == words


def test_every_passage_of_our_pdfs_is_found(tmp_path: Path) -> None:
    names = ["one-pager", "consent", "diet", "wound-care"]
    figures = tmp_path / "pages.json"
    program = [
        sys.executable,
        "benchmarks/pages.py",
        *names,
        "--peers",
        "--json",
        str(figures),
        "--keep",
        str(tmp_path),
    ]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode in (0, 1), ended.stderr
    editions = json.loads(figures.read_text(encoding="utf-8"))["editions"]
    for edition, found in editions.items():
        assert [each["name"] for each in found["leaflets"]] == names
        for each in found["leaflets"]:
            assert each["tools"]["clinicpress"]["unread"] == []
            assert (tmp_path / edition / f"{each['name']}-clinicpress.pdf").exists()
    assert "| clinicpress |" in ended.stdout
