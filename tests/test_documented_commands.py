"""Every command that a page names is run; of those that install, build or download, what they name is there.

The commands of docs/form-authors.md have a test of their own, which also does its examples.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.__main__ import main
from drafter.cli.arguments import COMMANDS
from drafter.storage.locations import shipped_root

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = [CHECKOUT / name for name in (
    "README.md", "CONTRIBUTING.md", "docs/guide.md", "docs/installing.md", "docs/form-authors.md",
    "docs/architecture.md", "docs/reliability.md", "docs/benchmarks.md")]
PROGRAMS = ("drafter", "sh", "python", "python3", "pip", "pyinstaller", "makensis", "tar", "uv")
FIRST = re.compile(rf"(?:[A-Z_]+=\S+ )*(?:{'|'.join(PROGRAMS)})(?:/\S+)?(?: |$)")


def blocks(page: Path) -> list[str]:
    """The commands that stand on lines of their own, without the remark beside them."""
    text = page.read_text("utf-8").replace("\\\n", " ")
    fenced = re.sub(r"```.*?```", "", text, flags=re.S)
    return [re.split(r"\s{3,}", re.sub(r"\s{5,}--", " --", line.strip()))[0] for line in fenced.splitlines()
            if line.startswith("    ") and FIRST.match(line.strip())]


def named_in_sentences(page: Path) -> list[str]:
    return re.findall(r"`(drafter (?:--)?[a-z][^`\n]*)`", page.read_text("utf-8"))


ALONE = [(page.name, command) for page in PAGES for command in blocks(page)]
OURS = [command for _, command in ALONE if command.startswith("drafter ") and "--self-test" not in command]
OTHERS = [(page, command) for page, command in ALONE if not command.startswith("drafter ")]
SAID = sorted({command for page in PAGES for command in named_in_sentences(page)})


def test_the_pages_name_commands_of_every_sort() -> None:
    assert len(OURS) >= 15 and len(SAID) >= 5
    assert {re.split(r"[ /]", command)[0] for _, command in ALONE} >= set(PROGRAMS)


def test_every_command_of_drafter_can_be_typed_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the page, each on what the ones before have made. 1 is "something must be fixed"; 2 is not."""
    monkeypatch.chdir(tmp_path)
    sample = shipped_root() / "resources" / "samples" / "sample.decision"
    for name in ("before.decision", "after.decision"):
        shutil.copyfile(sample, tmp_path / name)
    (tmp_path / "record.txt").write_text("Title: Harbour Road footbridge\n\nA line of nobody's.\n", "utf-8")
    (tmp_path / "outline.txt").write_text("# Record\n\nA line.\n", "utf-8")
    stands_for = {"FOLDER": str(shipped_root() / "forms" / "kent"), "OLD": str(shipped_root() / "forms" / "kent"),
                  "NEW": str(shipped_root() / "forms" / "westshire")}
    for command in dict.fromkeys(OURS):
        arguments = [stands_for.get(one, one) for one in shlex.split(command)[1:]]
        if "CODE" in arguments:
            assert main(["set", arguments[1], "background", "The end of the works is to be confirmed."]) == 0
            capsys.readouterr()
            assert main(["check", arguments[1]]) in (0, 1)
            found = re.search(r"must be explained: ([^:\s]+): .*\((\w+)\)$", capsys.readouterr().out, re.M)
            assert found is not None
            arguments[arguments.index("CODE")] = f"{found[2]}@{found[1]}"
            assert main(arguments) == 0, capsys.readouterr().err
            continue
        assert main(arguments) in (0, 1), f"{command}: {capsys.readouterr().err}"


@pytest.mark.parametrize("command", SAID)
def test_a_command_named_in_a_sentence_has_that_name_and_those_options(command: str,
                                                                       capsys: pytest.CaptureFixture[str]) -> None:
    words = command.split()[1:]
    options = re.findall(r"--[a-z][\w-]*", command)
    name = [] if words[0].startswith("--") else words[:2] if words[0] == "form" and len(words) > 1 else words[:1]
    assert not name or name[0] in COMMANDS
    assert main([*name, "--help"]) == 0
    told = capsys.readouterr().out
    assert [option for option in options if option not in told] == []


def extras_and_files(command: str) -> None:
    """What `pip` and `uv` are told to read."""
    extras = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for extra in [*re.findall(r"\.\[(\w+)\]", command), *re.findall(r"--extra (\w+)", command)]:
        assert extra in extras
    for name in re.findall(r"[\w.-]+\.(?:lock|toml)\b", command):
        assert (CHECKOUT / name).is_file()


def script(command: str) -> None:
    file = CHECKOUT / shlex.split(command)[1].removeprefix("drafter/_internal/drafter/")  # as the built folder has it
    assert subprocess.run(["sh", "-n", str(file)], check=False).returncode == 0


def module(command: str) -> None:
    words = [word for word in shlex.split(command.replace("[", "").replace("]", "")) if "=" not in word]
    name = words[words.index("-m") + 1]
    found = importlib.util.find_spec(f"{name}.__main__" if (CHECKOUT / name.replace(".", "/")).is_dir() else name)
    assert found is not None and found.origin is not None
    if name.startswith("tests."):
        source = Path(found.origin).read_text("utf-8")
        assert [option for option in words if option.startswith("--") and f'"{option}"' not in source] == []
    assert [word for word in words if word.startswith("tests/") and not (CHECKOUT / word).exists()] == []


def file_named(command: str) -> None:
    assert (CHECKOUT / shlex.split(command)[-1]).is_file()


def made_by_the_release(command: str) -> None:
    """It unpacks or starts what only a release has made: the names are those that are made there."""
    workflow = (CHECKOUT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert [name for name in re.findall(r"[\w-]+\.tar\.xz", command) if name not in workflow] == []
    assert command.split()[0] in ("tar", "python3", "drafter/drafter", "drafter/bin/drafter")


LOOKED_AT: dict[str, Callable[[str], None]] = {
    "sh": script, "python": module, "pip": extras_and_files, "uv": extras_and_files, "pyinstaller": file_named,
    "makensis": file_named, "tar": made_by_the_release, "python3": made_by_the_release, "drafter": made_by_the_release}


@pytest.mark.parametrize(("page", "command"), OTHERS)
def test_what_another_command_names_is_there(page: str, command: str) -> None:
    words = [word for word in command.split() if not re.fullmatch(r"[A-Z_]+=\S+", word)]
    LOOKED_AT[words[0].partition("/")[0]](command)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_leads_to_is_there(page: Path) -> None:
    linked = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [name for name in linked if not (page.parent / name).exists()] == []
