"""Settings: a file of one's own or variables, and what is wrong with them in words that hold no password."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from clinicpress.ground.problems import InputProblems
from clinicpress.mailing.settings import FILE, VARIABLES, Settings, are_given, file_of, load
from tests.conftest import ROOT

WHOLE = """\
host: smtp.clinic.example
user: desk
password: correct horse
from: desk@clinic.example
"""
SECRET = "correct horse"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def written(home: Path, text: str, mode: int = 0o600) -> Path:
    file = home / ".config/clinicpress/mail.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def told(environment: dict[str, str]) -> str:
    with pytest.raises(InputProblems) as refused:
        load(environment)
    assert (refused.value.__cause__, refused.value.__suppress_context__) in [(None, True), (None, False)]
    return str(refused.value)


def test_a_file_says_which_server_and_the_rest_is_as_usual(home: Path) -> None:
    written(home, WHOLE)
    found = load({})
    assert found == Settings("smtp.clinic.example", 587, "desk@clinic.example", "starttls", "desk", SECRET)
    written(home, WHOLE + "security: tls\n")
    assert load({}).port == 465
    written(home, WHOLE + "security: tls\nport: 2465\n")
    assert load({}).port == 2465
    assert SECRET not in repr(found)


def test_variables_do_without_a_file_or_go_before_it(home: Path) -> None:
    alone = {"CLINICPRESS_SMTP_HOST": "relay.example", "CLINICPRESS_SMTP_FROM": "Desk@Clinic.example"}
    assert not are_given({})
    assert are_given(alone)
    assert load(alone) == Settings("relay.example", 587, "Desk@clinic.example")
    written(home, WHOLE)
    assert are_given({})
    over = {"CLINICPRESS_SMTP_PORT": "25", "CLINICPRESS_SMTP_PASSWORD": "other: #1", "CLINICPRESS_SMTP_USER": ""}
    assert load(over) == Settings("smtp.clinic.example", 25, "desk@clinic.example", "starttls", "desk", "other: #1")


def test_the_file_may_lie_elsewhere(home: Path, tmp_path: Path) -> None:
    file = written(home, WHOLE).rename(tmp_path / "mine.yaml")
    assert load({"CLINICPRESS_MAIL": str(file)}).host == "smtp.clinic.example"
    assert file_of({"XDG_CONFIG_HOME": "/x"}) == Path("/x/clinicpress/mail.yaml")
    assert file_of({"APPDATA": "/y"}) == Path("/y/clinicpress/mail.yaml")
    assert "to send, a file with the settings" in told({"CLINICPRESS_MAIL": str(tmp_path / "gone.yaml")})


def test_without_settings_it_is_said_where_they_belong(home: Path) -> None:
    assert told({}) == (
        f"{home}/.config/clinicpress/mail.yaml:1:1: error: to send, a file with the settings of your mail server is "
        "needed here\n  hint: docs/e-mail.md shows what belongs into it; without --send, a draft is made, which needs "
        "no settings"
    )


@pytest.mark.skipif(os.name != "posix", reason="files have other permissions here")
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o622])
def test_a_file_that_others_can_read_is_refused(mode: int, home: Path) -> None:
    file = written(home, WHOLE, mode)
    assert f"hint: make it yours alone: chmod 600 {file}" in told({})


WRONG = [
    ("", 1, "file is empty"),
    ("host: smtp.clinic.example\n", 1, "the key “from” is missing"),
    (WHOLE.replace("password:", "pasword:"), 3, "unknown key “…”\n  hint: did you mean “password”?"),
    (WHOLE.replace("password: correct horse\n", ""), 2, "“user” and “password” belong together"),
    (WHOLE.replace("correct horse", "correct #horse"), 3, "after a space, “#” begins a remark"),
    (WHOLE.replace("correct horse", "corréct horse"), 3, "plain letters, digits and signs only"),
    (WHOLE.replace("correct horse", "correct: horse"), 3, ""),
    (WHOLE.replace("correct horse", "@correct horse"), 3, ""),
    (WHOLE.replace("correct horse", '"correct horse'), 3, ""),
    (WHOLE.replace("correct horse", "[correct horse]"), 3, "text is expected here"),
    (WHOLE.replace("password: ", "password correct horse"), 3, ""),
    (WHOLE + "port: many\n", 5, "a whole number is expected here"),
    (WHOLE + "port: 0\n", 5, "the number must be at least 1"),
    (WHOLE + "security: none\n", 5, "is not one of the choices for “security”"),
    (WHOLE.replace("smtp.clinic.example", "https://clinic.example"), 1, "not the name of a mail server"),
    (WHOLE.replace("desk@clinic.example", "Desk <desk@clinic.example>"), 4, "write the e-mail address alone"),
    ("just words: of correct horse: x", 1, ""),
    ("- correct horse\n", 1, "a mapping of keys to values is expected here"),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_at_its_line_and_holds_no_password(
    text: str, line: int, message: str, home: Path
) -> None:
    file = written(home, text)
    said = told({})
    assert re.search(message, said), said
    assert re.match(rf"{re.escape(str(file))}:{line}:\d+: error: .", said), said
    assert not re.search("corr|horse", said), said


def test_what_is_wrong_in_a_variable_is_told_by_its_name(home: Path) -> None:
    given = {"CLINICPRESS_SMTP_HOST": "relay.example", "CLINICPRESS_SMTP_FROM": "x", "CLINICPRESS_SMTP_PORT": "x"}
    assert told(given).startswith("CLINICPRESS_SMTP_PORT:1:1: error: a whole number is expected here")
    del given["CLINICPRESS_SMTP_PORT"]
    assert told(given).startswith("CLINICPRESS_SMTP_FROM:1:1: error: this e-mail address has no @")


def test_what_is_no_file_is_not_read(home: Path) -> None:
    (home / "folder").mkdir(mode=0o700)
    assert "cannot be read" in told({"CLINICPRESS_MAIL": str(home / "folder")})
    os.mkfifo(home / "pipe", 0o600)
    assert "is a pipe or a device" in told({"CLINICPRESS_MAIL": str(home / "pipe")})
    file = written(home, "")
    file.write_bytes(b"\xff\xfe")
    assert "not written in UTF-8" in told({})


def test_the_page_shows_settings_as_they_are_read(home: Path) -> None:
    page = (ROOT / "docs/e-mail.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    written(home, shown)
    expected = Settings(
        "smtp.clinic.example", 587, "desk@clinic.example", "starttls", "desk", "the password, in quotes"
    )
    assert load({}) == expected
    written(home, re.sub("(?m)^# ", "", shown))
    assert load({}) == expected
    assert all(name.removeprefix("CLINICPRESS_SMTP") in page for name in (*VARIABLES.values(), FILE))
