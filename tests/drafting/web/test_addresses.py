"""Addresses in a page lead where a browser would go, and hold nothing that ends a link of ours."""

from __future__ import annotations

import pytest

from clinicpress.drafting.web.addresses import file_name, is_on_disk, joined, path_of, place_in, saved_from

PAGE = "https://clinic.example/knee/index.html"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("more.html", "https://clinic.example/knee/more.html"),
        ("/top", "https://clinic.example/top"),
        ("//other.example/a", "https://other.example/a"),
        ("https://x.example/a b(c)", "https://x.example/a%20b%28c%29"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("http://[broken", "http://%5Bbroken"),
    ],
)
def test_addresses_are_relative_to_the_page(address: str, whole: str) -> None:
    assert joined(PAGE, address) == whole


def test_the_comment_of_a_browser_says_where_a_page_was() -> None:
    assert saved_from(f" saved from url=(0038){PAGE} ") == PAGE
    assert saved_from(" saved from url=(0014)about:internet ") == ""
    assert saved_from("saved by hand") == ""


@pytest.mark.parametrize(
    ("address", "place"),
    [("#a%20b", "a b"), (f"{PAGE}#a", "a"), ("other.html#a", ""), ("#", ""), ("a.html", ""), ("http://[b#a", "")],
)
def test_places_in_the_page_itself(address: str, place: str) -> None:
    assert place_in(PAGE, address) == place


def test_files_beside_the_page() -> None:
    assert is_on_disk("page_files/a.png") and not is_on_disk("//x/a.png") and not is_on_disk("https://x/a.png")
    assert not is_on_disk("http://[b")
    assert file_name("https://x.example/p/my%20knee.png?w=1#x") == "my knee.png"
    assert path_of("page_files/my%20knee.png?w=1") == "page_files/my knee.png"
