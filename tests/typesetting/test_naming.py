"""The lines of a name: even, none that ends with a word of the next, a word broken only where it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.naming import Name
from tests.typesetting.furnished import design

STYLE = design().theme.style("imprint-name")


def broken(name: str, measure: float) -> list[str]:
    """Return the lines of a name in as few as can be."""
    run = Run(name, STYLE)
    fewest, *_ = Name(run).lines(measure, 20)
    return [" ".join(word.text for word in line.words) for line in fewest.set(run)]


@pytest.mark.parametrize(
    ("name", "measure", "lines"),
    [
        ("North County General Hospital", 240, ["North County General Hospital"]),
        ("North County General Hospital", 180, ["North County", "General Hospital"]),
        ("Bank and Company of Example", 130, ["Bank and Company", "of Example"]),
        ("Riverside Pain & Wellness Clinic No. 17", 140, ["Riverside Pain", "& Wellness", "Clinic No. 17"]),
        ("Clinic of St. Example", 110, ["Clinic", "of St. Example"]),
        ("Hôpital de la Vallée", 110, ["Hôpital", "de la Vallée"]),
        ("Klinik Neustadt-Altenburg", 100, ["Klinik", "Neustadt-", "Altenburg"]),
    ],
)
def test_a_name_is_broken_where_it_reads_well(name: str, measure: float, lines: list[str]) -> None:
    assert broken(name, measure) == lines


def test_no_line_is_wider_than_its_measure_and_no_letter_is_lost() -> None:
    name = "The Department of Anaesthesiology, Perioperative Medicine and Pain & Co. – Gesundheitsversorgungszentrum"
    run = Run(name, STYLE)
    for measure in range(80, 400, 17):
        for found in Name(run).lines(measure, 20):
            lines = found.set(run)
            assert max(line.width for line in lines) <= measure + 0.01
            said = [bit.piece.text for line in lines for word in line.words for bit in word.bits]
            assert "".join(said).replace("\u00ad", "") == name.replace(" ", "")


def test_a_word_wider_than_the_box_is_broken_between_its_parts() -> None:
    assert broken("Gesundheitsversorgungszentrumsverwaltungsgesellschaft", 104) == [
        "Gesundheits\u00ad",
        "versorgungs\u00ad",
        "zentrums\u00ad",
        "verwaltungs\u00ad",
        "gesellschaft",
    ]


def test_a_word_that_fits_is_never_broken() -> None:
    assert broken("Universitätsklinikum Neustadt", 160) == ["Universitätsklinikum", "Neustadt"]


def test_what_is_amiss_is_more_for_a_broken_word_than_for_an_uneven_line() -> None:
    [even, *_] = Name(Run("Example Clinic", STYLE)).lines(70, 20)
    [uneven, *_] = Name(Run("Interdisciplinary Pain", STYLE)).lines(130, 20)
    [torn, *_] = Name(Run("Versorgungszentrum", STYLE)).lines(80, 20)
    assert even.cost < 0.1 < uneven.cost < 1 < torn.cost


def test_a_name_of_nothing_has_one_empty_line() -> None:
    nothing = Run("", STYLE)
    [only] = Name(nothing).lines(100, 20)
    assert [line.words for line in only.set(nothing)] == [[]]


@pytest.mark.parametrize("size", [9.0, 28.0])
def test_in_another_size_a_name_has_the_lines_of_a_measure_as_much_narrower(size: float) -> None:
    run = Run("Gesundheitsversorgungszentrum Neustadt", STYLE)
    other = Run(run.text, replace(STYLE, size=size))
    fewest, *_ = Name(run).lines(100, 20)
    same, *_ = Name(other).lines(100 * size / STYLE.size, 20)
    set_so, set_alone = fewest.set(other), same.set(other)
    assert [line.width for line in set_so] == pytest.approx([line.width for line in set_alone])
    assert [line.strokes[0].pieces for line in set_so] == [line.strokes[0].pieces for line in set_alone]


@pytest.mark.parametrize("name", ["North County General Hospital", "Universitätsklinikum Neustadt-Altenburg", "Elm"])
def test_no_fewer_lines_are_found_than_it_is_known_to_have(name: str) -> None:
    measured = Name(Run(name, STYLE))
    for measure in range(10, 400, 7):
        fewest, *_ = measured.lines(measure, 40)
        assert measured.fewest(measure) <= len(fewest.parts)
    assert measured.fewest(1000) == 1
