"""The workflow that makes a release cannot be run here; what can be looked at is."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LINES = (CHECKOUT / ".github" / "workflows" / "release.yml").read_text("utf-8").splitlines()


def test_no_command_on_one_line_is_taken_apart_by_yaml():
    plain = [line.partition("run:")[2].strip() for line in LINES if re.match(r"\s*(- )?run: *[^|>\s\"']", line)]
    assert plain and [command for command in plain if ": " in command or " #" in command] == []


def test_nothing_is_built_before_the_tests_and_the_tag_were_looked_at():
    text = "\n".join(LINES)
    jobs = dict(re.findall(r"^  (\w+):\n((?:(?:    .*)?\n)+)", text + "\n", re.M))
    assert "bash .ci/run" in jobs["test"] and "drafter.__version__" in jobs["test"]
    assert [name for name in ("linux", "windows") if "needs: [known-faults, test]" not in jobs[name]] == []
    assert "bash .ci/run" in (CHECKOUT / ".github" / "workflows" / "ci.yml").read_text("utf-8")


def test_the_program_that_removes_drafter_is_signed_and_what_nobody_signed_says_so():
    text = "\n".join(LINES)
    assert "-DSIGN=.ci\\sign.cmd %1" in text and (CHECKOUT / ".ci" / "sign.cmd").is_file()
    assert "!uninstfinalize '${SIGN}'" in (CHECKOUT / "build_installer.nsi").read_text("utf-8")
    assert "drafter-setup-unsigned.exe" in text


def test_every_file_it_names_is_there():
    text = "\n".join(LINES)
    named = set(re.findall(r"(?:\.ci/\w+|[\w.-]+\.(?:lock|spec|nsi))\b", text))
    assert {".ci/build", ".ci/release", "requirements.lock", "build_installer.spec", "build_installer.nsi"} <= named
    assert [name for name in sorted(named) if not (CHECKOUT / name).is_file()] == []


def test_what_the_windows_build_names_is_there():
    spec, installer = ((CHECKOUT / name).read_text("utf-8") for name in ("build_installer.spec", "build_installer.nsi"))
    parts = re.findall(r'HERE((?: / "[\w.-]+")+)', spec)
    named = ["/".join(re.findall(r'"([\w.-]+)"', part)) for part in parts]
    named += re.findall(r'MUI_(?:UN)?ICON "([^"]+)"', installer)
    assert "resources/drafter.ico" in named and [name for name in named if not (CHECKOUT / name).exists()] == []


def test_the_pinned_versions_hold_on_windows_too():
    lock = (CHECKOUT / "requirements.lock").read_text("utf-8")
    assert re.search(r"^pyside6-essentials==\S+ \\", lock, re.M)  # for every Python, not for one alone
    assert re.search(r"^pefile==\S+ ; sys_platform == 'win32'", lock, re.M)  # PyInstaller needs it there
