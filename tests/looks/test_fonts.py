"""The font shelf: the nearest face of a family, and the faces that a word is parted into."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.typesetting.furnished import WORKSPACE

SHELF = FontShelf(WORKSPACE)
HERE = Place("templates/themes/own.yaml", 4, 9)


def chain(*families: str, weight: int = 400, italic: bool = False) -> Chain:
    return Chain(SHELF, [Unprinted(family, HERE) for family in families], weight, italic)


@pytest.mark.parametrize(("weight", "nearest"), [(400, 400), (500, 400), (600, 600), (690, 700), (900, 700)])
def test_the_nearest_weight_is_taken(weight: int, nearest: int) -> None:
    assert SHELF.face("source-sans", weight, False, HERE) is SHELF.face("source-sans", nearest, False, HERE)


def test_an_italic_is_another_face() -> None:
    assert SHELF.face("atkinson", 400, True, HERE).name != SHELF.face("atkinson", 400, False, HERE).name


def test_an_unknown_family_is_told_where_it_is_named() -> None:
    with pytest.raises(InputProblems) as caught:
        SHELF.family("atkinsen", HERE)
    [problem] = caught.value.problems
    assert (problem.place, problem.message, problem.hint) == (
        HERE, "unknown font family “atkinsen”", "did you mean “atkinson”?",
    )  # fmt: skip


def test_a_character_is_printed_by_the_first_face_that_has_it() -> None:
    both = chain("atkinson", "source-sans")
    assert both.face_for("a") is both[0]
    assert both.face_for("✓") is both[1]
    assert both.face_for("ꙮ") is both[0], "what nobody has is found by missing_glyphs"


def test_a_face_prints_a_text_of_which_it_has_every_character() -> None:
    face = chain("source-sans")[0]
    told = [face.prints(text) for text in ("ab", "bä 1", "a日", "日", "ba", "")]
    assert told == [True, True, False, False, True, True]


def test_a_width_is_that_of_letters_and_kerns() -> None:
    face = chain("source-sans")[0]
    assert face.width("nnu", 20) == pytest.approx(2 * face.width("n", 20) + face.width("u", 20))
    assert face.width("AVA", 20) < 2 * face.width("A", 20) + face.width("V", 20)
    assert face.width("a", 20) == pytest.approx(2 * face.width("a", 10))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Atem", [("AtkinsonHyperlegibleNext", "Atem")]),
        ("Hướng", [("SourceSans3", "Hướng")]),
        ("5→6", [("SourceSans3", "5→6")]),
        ("Клиника", [("SourceSans3", "Клиника")]),
        ("العيادة", [("NotoNaskhArabic", "العيادة")]),
        ("(العيادة)", [("NotoNaskhArabic", "(العيادة)")]),
        ("Clinicالعيادة", [("NotoNaskhArabic", "Clinicالعيادة")]),
        ("क्लिनिक", [("NotoSansDevanagari", "क्लिनिक")]),
        ("می\u200cخواهم", [("NotoNaskhArabic", "می\u200cخواهم")]),
        ("Клиника-क्लिनिक", [("SourceSans3", "Клиника-"), ("NotoSansDevanagari", "क्लिनिक")]),
        ("☃a→", [("AtkinsonHyperlegibleNext", "☃a"), ("SourceSans3", "→")]),
        ("co\u00adop", [("AtkinsonHyperlegibleNext", "co\u00adop")]),
    ],
)
def test_a_word_is_printed_by_one_face_where_one_has_it_and_else_parted_between_scripts(
    word: str, pieces: list[tuple[str, str]]
) -> None:
    found = chain("atkinson", "source-sans").parted(word)
    assert [(face.name.partition("-")[0], text) for face, text in found] == pieces


def test_the_families_of_the_chain_go_before_others_of_the_catalogue() -> None:
    [(face, _)] = chain("atkinson", "vazirmatn").parted("کلینیک")
    assert face.name.startswith("Vazirmatn")


def test_what_is_borrowed_of_the_catalogue_is_known_by_its_files() -> None:
    faces = chain("atkinson", "source-sans")
    assert faces.borrowed("plain") == faces.borrowed("Клиника") == []
    assert faces.borrowed("क्लिनिक") == [
        "noto-sans-devanagari/NotoSansDevanagari-Regular.ttf",
        "noto-sans-devanagari/NotoSansDevanagari-Bold.ttf",
    ]


ALPHABETS = {
    "latin": "ABZabzÀÖßñŁł",
    "cyrillic": "АБВЯабвяЁёҐґЄєІіЇї",
    "greek": "ΑΒΩαβωΆάΈές",
    "arabic": "ءابتثجحخدذرزسشصضطظعغفقكلمنهويىةآأإئؤپچژگکیٹڈڑںھہےۓ٠١٩۰۱۹،؛؟ًٌٍَُِّْ",
    "hebrew": "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "devanagari": "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहािीुूृेैोौंँः़्०१९।",
    "bengali": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহািীুূৃেৈোৌংঁঃ়্ৎ০১৯।",
    "ethiopic": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ፡።",
    "thai": "กขคงจชซญดตถทธนบปผฝพฟภมยรลวศษสหอฮะาำิีึืุูเแโใไ่้๊๋์็๐๙",
}


@pytest.mark.parametrize("family", [name for name, found in SHELF.catalog.families.items() if not found.package])
def test_a_family_has_the_letters_of_the_scripts_that_it_names_in_all_weights(family: str) -> None:
    found = SHELF.family(family, HERE)
    assert found.scripts
    for key in found.faces:
        face = SHELF.face(family, int(key.split()[0]), key.endswith("italic"), HERE)
        asked = {char for script in found.scripts for char in ALPHABETS[script]}
        assert not [char for char in sorted(asked) if ord(char) not in face.glyphs]


@pytest.mark.parametrize("family", [name for name, found in SHELF.catalog.families.items() if not found.package])
def test_a_familys_licence_is_the_one_of_its_fonts(family: str) -> None:
    licence = SHELF.family(family, HERE).licence
    text = (ROOT / "fonts" / licence).read_text(encoding="utf-8")
    assert text.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_a_family_whose_package_is_not_installed_is_told_with_how_to_get_it(tmp_path: Path) -> None:
    catalogue = (ROOT / "fonts/catalog.yaml").read_text(encoding="utf-8")
    khmer = "  khmer:\n    name: Khmer\n    licence: k/OFL.txt\n    scripts: [khmer]\n    package: more-fonts\n"
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/catalog.yaml").write_text(f"{catalogue}{khmer}    faces: {{400: k/K.ttf}}\n", encoding="utf-8")
    shelf = FontShelf(Disk(tmp_path))
    assert shelf.speaking(["khmer"]) == []
    assert shelf.package_with(["khmer"]) == "more-fonts"
    with pytest.raises(InputProblems) as told:
        shelf.family("khmer", HERE)
    [problem] = told.value.problems
    assert (problem.place, problem.message) == (HERE, "the fonts of the family “khmer” are not installed")
    assert "more-fonts" in problem.hint


@pytest.mark.parametrize(("word", "second"), [("x\u0304", False), ("e\u0301t", False), ("ẹ\u0301", True)])
def test_a_word_with_a_mark_is_printed_by_a_face_that_can_place_it(word: str, second: bool) -> None:
    both = chain("atkinson", "source-sans")
    assert both.parted(word) == ((both[second], word),)


def test_a_face_sets_the_texts_of_its_language() -> None:
    """Noto Sans Devanagari has other forms of some letters for Nepali than for Hindi."""
    faces = [SHELF.face("noto-sans-devanagari", 400, False, HERE, language) for language in ("hi", "ne")]
    assert faces[0].font is faces[1].font
    assert faces[0].name != faces[1].name
    shaped = [face.shaper.shape("झण५८", False).sorts for face in faces]
    assert shaped[0] != shaped[1]
