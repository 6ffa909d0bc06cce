"""Short forms must be written out, once; what only looks like one is nobody's concern."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.hardwords import explained_in
from clinicpress.desk.readability import read
from clinicpress.desk.shortforms import any_of, never_written_out
from tests.brochures import HEAD, with_body


def missing(body: str, rules: Editorial, head: str = HEAD) -> list[str]:
    brochure = with_body(body, head)
    meanings = [(str(term), str(means)) for term, means in explained_in(brochure)]
    return [used.short for used in never_written_out(read(brochure, rules), meanings, rules)]


def in_paragraph(text: str, rules: Editorial) -> list[str]:
    return missing(f"      - paragraph: {text!r}\n", rules)


@pytest.mark.parametrize(
    "text",
    [
        # stages, grades and codes
        "Your cancer may be stage IIIA or stage IVB. Grade II is next. Stage IA1 is early.",
        "The tumor is pT2 N1 M0, which is also written pT2N1M0 or T1cN0.",
        "Two discs, L4-L5 and C5–C6, are worn. H1N1 and H5N1 are kinds of flu. COVID-19 is another.",
        "Mutations in the BRCA1, PALB2 and TP53 genes raise the risk. So may the APC gene.",
        "The code is M79.7 in ICD-10. Vitamin B12 and D3. CO2 is a gas.",
        # people, as references and doors name them
        "Read more in Lutgendorf SK, Sood AK. Host factors and cancer. PMID 26389406.",
        "1. Smith JA. Sleep. J Sleep. 2020;1(2):3-4. doi:10.1000/JCO.2020.1. ISBN 978-3-16-148410-0.",
        "So says Smith JA (2020). Doe K, Roe MN et al. say so, too.",
        "Your doctor is Robert Enns, MD. Your nurse is Jane Doe, RN, BSN, and Tom Brown PhD helps.",
        # places, numbers and formats
        "Write to 600 Pennsylvania Avenue, NW, Washington, DC 20580. In Canada, V6Z 1Y6. In London, SW1A 1AA.",
        "Come to Boston, MA, or Rochester, MN 55905. P.O. Box 12 will do; PO Box, too.",
        "Accessed MM/DD/YYYY. Write it DD-MM-YYYY or HH:MM.",
        "Call 1-800-FDA-1088 from 8:00 AM to 5 PM EST. Write to INFO@CLINIC.EXAMPLE or see www.clinic.example/ABC.",
        "Take 400 IU or 500 MG a day.",
        # what everybody knows
        "You can use a CD or DVD, watch TV and use SPF 30. It is OK. In the US and the UK, go to the ER.",
        # what is set in capitals to be heard
        "Do NOT stop. DO NOT DRIVE. STOP TAKING it. Take it TWICE a day and swallow it WHOLE.",
    ],
)
def test_what_only_looks_like_a_short_form_is_left_alone(text: str, rules: Editorial) -> None:
    assert in_paragraph(text, rules) == []


@pytest.mark.parametrize(
    "text",
    [
        "You may have a PET scan (positron emission tomography scan). A PET scan takes an hour.",
        "You may have a positron emission tomography (PET) scan.",
        "The test is called the erythrocyte sedimentation rate, or ESR.",
        "We look at the erythrocyte sedimentation rate or ESR.",
        "The Growth Factor is also called GRF. It is known as the GRF.",
        "COPD stands for chronic obstructive pulmonary disease.",
        "GERD is also called acid reflux.",
        "An ECG (electrocardiogram) is made. A magnetic resonance angiogram (MRA) is, too.",
        "AF, or atrial fibrillation, is common.",
        "TIA – transient ischaemic attack – passes.",
        "BP: blood pressure. AFP = alpha-fetoprotein.",
        "SLNB, that is sentinel lymph node biopsy, is done.",
        "Agency for Healthcare Research and Quality (AHRQ).",
        "Do the ROM exercises. Range of motion exercises keep the joint loose.",
        "An EEG is a test of brain waves.",
        "Do not take NSAIDs (such as ibuprofen).",
        "An MRE (Magnetic Resonance Enterography) is made.",
    ],
)
def test_what_is_written_out_is_explained(text: str, rules: Editorial) -> None:
    assert in_paragraph(text, rules) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your INR and your CBC are checked.", ["INR", "CBC"]),
        ("Your eGFR must be above 30. A GLP-1 medicine helps.", ["eGFR", "GLP-1"]),
        ("NSAIDs may help.", ["NSAID"]),
        ("It blocks some things (NMDA).", ["NMDA"]),
        ("Blood test (CBC) today.", ["CBC"]),
        ("The filter is an IVC filter. A VA is seen.", ["IVC", "VA"]),
        ("If you have MS or TB, tell us.", ["MS", "TB"]),
        ("Your RN will call. An MD comes.", ["RN", "MD"]),
        ("The CBC and LFT were taken on 5 May 2026, and so was the AFP.", ["CBC", "LFT", "AFP"]),
        ("WBAT with a walker.", ["WBAT"]),
        ("Ask for the EGFR test.", ["EGFR"]),
        ("Go to the PACU, then to the ICU.", ["PACU", "ICU"]),
        ("We check TSH. TSH are letters.", ["TSH"]),
    ],
)
def test_what_patients_do_not_know_is_told(text: str, expected: list[str], rules: Editorial) -> None:
    assert in_paragraph(text, rules) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("      - paragraph: Your CBC is good.\n", ["CBC"]),
        ("      - paragraph: Your CBC is good.\n      - glossary: [{term: CBC, means: complete blood count}]\n", []),
        (
            "      - paragraph: Your CBC.\n      - table: {header: [a, b], rows: [[CBC, Complete blood count]]}\n",
            [],
        ),
        (
            "      - paragraph: Your CBC is good.\n      - table: {header: [a, b], rows: [[CBC, Once a week]]}\n",
            ["CBC"],
        ),
        ("      - list: [Your COPD may get worse., Chronic obstructive pulmonary disease is hard.]\n", []),
        ("      - list: [Your CBC may get worse., Can be counted.]\n", ["CBC"]),
    ],
)
def test_a_short_form_may_be_written_out_elsewhere(body: str, expected: list[str], rules: Editorial) -> None:
    assert missing(body, rules) == expected


def test_what_the_title_says_is_what_the_reader_came_for(rules: Editorial) -> None:
    body = "      - paragraph: COPD and CBC.\n"
    assert missing(body, rules, HEAD.replace("Breathing", "Living with COPD")) == ["CBC"]


def test_a_short_form_is_told_once_where_it_first_stands(rules: Editorial) -> None:
    brochure = with_body("      - paragraph: Rest.\n      - paragraph: Your CBC. The CBC.\n")
    [used] = never_written_out(read(brochure, rules), (), rules)
    assert (used.place.line, used.place.column) == (11, 20)


def test_without_lists_nothing_is_known() -> None:
    bare = Editorial.model_validate({"language": "en"})
    assert in_paragraph("The USA, called CBC, or DNA.", bare) == ["USA", "CBC", "DNA"]
    assert any_of(["a.b", "c"]) == r"(?:a\.b|c)"
