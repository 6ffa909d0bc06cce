"""What pages do with words of the workspace."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request

from clinicpress.frontdesk.views import count, day, page, spoken, tongue


def test_words_are_never_markup() -> None:
    request = Request({"type": "http", "query_string": b"", "state": {"nonce": "once"}})
    answer = page(request, "sorry.html.j2", 404, heading="<b>{{ 7*7 }}</b>", words="Tom & “Jerry”")
    assert answer.status_code == 404
    assert "<h1>&lt;b&gt;{{ 7*7 }}&lt;/b&gt;</h1>" in bytes(answer.body).decode()
    assert "Tom &amp; “Jerry”" in bytes(answer.body).decode()


def test_words_are_written_as_people_read_them() -> None:
    assert day(dt.date(2026, 11, 9)) == "November 9, 2026"
    assert [count(number, "page") for number in (0, 1, 1200)] == ["0 pages", "1 page", "1,200 pages"]
    assert [tongue(name) for name in ("es", "pt-BR", "tlh")] == ["Español", "Português (BR)", "tlh"]
    assert [tongue(name) for name in ("ar", "zh-Hans", "zh-Hant")] == ["العربية", "简体中文", "繁體中文"]


def test_words_in_another_language_than_the_desks_say_so_and_which_way_they_run() -> None:
    assert spoken("en") == ""
    assert spoken("ar") == ' lang="ar" dir="auto"'
    assert spoken('"><b>') == ' lang="&#34;&gt;&lt;b&gt;" dir="auto"'
