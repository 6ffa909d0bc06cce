"""What the search of the shelf finds."""

from __future__ import annotations

import pytest

from clinicpress.frontdesk.search import Index, Sought, order_of

SOUGHT = {
    "fibromyalgia": Sought.of(
        "IV Ketamine and Fibromyalgia: An Option?",
        "",
        ["Safety and Side-Effects"],
        ["M79.7"],
        "It was 0.5 mg/kg. Don’t drive. Fälle aus München, Łódź und Straße; self-care.",
    ),
    "relief": Sought.of(
        "Ketamine in Pain Relief", "for chronic pain", ["Limits"], ["G89.29", "203082005"], "Fibromyalgia, too."
    ),
}


def found(wanted: str) -> list[str]:
    slugs = list(SOUGHT)
    return [slugs[at] for at in Index(list(SOUGHT.values())).find(wanted)]


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ("", ["fibromyalgia", "relief"]),
        ("% 😀", []),
        ("ke", ["relief", "fibromyalgia"]),
        ("  FIBRO ", ["fibromyalgia", "relief"]),
        ("relief ketamine", ["relief"]),
        ("pain chronic in", ["relief"]),
        ("m797", ["fibromyalgia"]),
        ("M79", ["fibromyalgia"]),
        ("m79.7", ["fibromyalgia"]),
        ("M79-7", ["fibromyalgia"]),
        ("203082", ["relief"]),
        ("munchen", ["fibromyalgia"]),
        ("MÜNCHEN", ["fibromyalgia"]),
        ("Mu\u0308nchen", ["fibromyalgia"]),
        ("lodz", ["fibromyalgia"]),
        ("strasse", ["fibromyalgia"]),
        ("straße", ["fibromyalgia"]),
        ("dont", ["fibromyalgia"]),
        ("don't", ["fibromyalgia"]),
        ("side effects", ["fibromyalgia"]),
        ("side-effects", ["fibromyalgia"]),
        ("0.5", ["fibromyalgia"]),
        ("myalgia", ["fibromyalgia", "relief"]),
        ("option?!", ["fibromyalgia"]),
        ("???", []),
        ("no such words", []),
        ("algi", ["fibromyalgia", "relief"]),
        ("al", []),
        ("x" * 100_000, []),
        ("9" * 5000, []),
    ],
)
def test_brochures_are_found_by_words_the_likeliest_first(wanted: str, slugs: list[str]) -> None:
    assert found(wanted) == slugs


def test_numbers_are_sorted_by_size() -> None:
    titles = ["10 steps", "9 steps", "Steps 100", "steps 20", "Ödem", "Oedem", "9" * 5000]
    assert sorted(titles, key=order_of) == ["9 steps", "10 steps", "9" * 5000, "Ödem", "Oedem", "steps 20", "Steps 100"]


OTHERS = {
    "ar": Sought.of("الألم المزمن", "", ["الأمان"], [], "تناول ٥ ملغ يوميّاً. الصداع"),
    "fa": Sought.of("درد مزمن", "", [], [], "این دارو می‌شود"),
    "zh": Sought.of("慢性疼痛", "", ["药物"], [], "每天服用５毫克。请慢慢呼气。"),
    "hi": Sought.of("पुराना दर्द", "", [], [], "हिन्दी में"),
    "ko": Sought.of("만성 통증", "", [], [], "매일 드십시오"),
    "el": Sought.of("Χρόνιος ΠΌΝΟΣ", "", [], [], "ο πόνος"),
    "ru": Sought.of("Хроническая боль", "", [], [], "Ёжик"),
    "he": Sought.of("כאב כרוני", "", [], [], "ד״ר צה״ל"),
}


@pytest.mark.parametrize(
    ("wanted", "languages"),
    [
        ("الالم", ["ar"]),
        ("صداع", ["ar"]),
        ("يوميا", ["ar"]),
        ("5", ["ar", "zh"]),
        ("مزمن", ["ar", "fa"]),
        ("ميشود", ["fa"]),
        ("می\u200cشود", ["fa"]),
        ("疼痛", ["zh"]),
        ("呼气", ["zh"]),
        ("痛", ["zh"]),
        ("दर्द", ["hi"]),
        ("हिन्दी", ["hi"]),
        ("हिनद", ["hi"]),
        ("통증", ["ko"]),
        ("πονος", ["el"]),
        ("ежик", ["ru"]),
        ("דר", ["he"]),
        ("हानि", []),
    ],
)
def test_titles_and_texts_in_other_scripts_are_found_as_people_type_them(wanted: str, languages: list[str]) -> None:
    names = list(OTHERS)
    assert sorted(names[at] for at in Index(list(OTHERS.values())).find(wanted)) == languages
