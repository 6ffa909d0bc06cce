"""The forms of short values: what is no address, date, colour or name is told in plain words."""

from __future__ import annotations

import pytest

from clinicpress.content.model import Brochure, Clinic, Section
from clinicpress.workspace.schema import Strict
from tests.content.test_model import BROCHURE, said_of


@pytest.mark.parametrize(
    ("text", "model", "said"),
    [
        ("name: A\nphone: call us", Clinic, "not a phone number"),
        ("name: A\nemail: a@b", Clinic, "not an e-mail address"),
        ("name: A\nwebsite: ftp://a.example", Clinic, "“ftp://a.example” is not a web address"),
        (
            "name: A\nwebsite: https://a..example",
            Clinic,
            "“https://a..example” is not a web address: “a..example” is not the name of a host",
        ),
        ("name: A\nlogo: ../a.svg", Clinic, "“../a.svg” leads out of the workspace"),
        ("name: A\nlogo: 'a\\b.svg'", Clinic, "“a\\b.svg” leads out of the workspace"),
        ("name: A\nbrand_color: '#12345'", Clinic, "“#12345” is not a colour"),
        ("id: How To\nheading: A", Section, "not a valid id"),
        (BROCHURE.replace("2026-11-01", "1 May"), Brochure, "“1 May” is not a date"),
        (BROCHURE.replace("2026-11-01", "2026-02-30"), Brochure, "“2026-02-30” is not a date"),
        (BROCHURE.replace("language: en", "language: english!"), Brochure, "not a language code"),
    ],
)
def test_a_value_of_another_form_is_told_in_plain_words(text: str, model: type[Strict], said: str) -> None:
    assert said in said_of(text, model)
