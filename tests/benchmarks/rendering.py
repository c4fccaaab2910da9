"""How fast a record is rendered, beside the engines that others use: `python -m tests.benchmarks.rendering`.

Every engine makes the same record, word for word, from the same layout, in a process of its own; they take turns, so
that whatever else the machine does slows all of them alike. The peers come with `pip install -e .[bench]` and, where
node is there, from npm into a temporary folder (or into `--npm FOLDER`, which keeps them).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from drafter.storage.locations import shipped_root
from tests.benchmarks.content import record
from tests.benchmarks.peer_templates import TAGS, peer_template
from tests.benchmarks.rows import Row, Settings, beside, growth, missing

NPM = ("docxtemplater@3.71.0", "pizzip@3.3.0", "easy-template-x@7.2.8")
ROUNDS = 3
"""How often all engines are started anew."""
SIZES = ("1", "10", "100")
PLAN = {"1": ("1", 5, 6, 5), "10": ("10", 2, 2, 2), "100": ("100", 0, 1, 1), "hot": ("1", 200, 4, 10)}
"""What is measured, in this order: the size of the record; how many an engine makes before it is measured; how often
they take turns; how many each makes in its turn. "1" is a process that has made a few records, as on an officer's
desk; "hot" one that has made hundreds, when node's compilers have done all they can."""
COLUMNS = ("1", "hot", "10", "100")
PYTHON = ("drafter", "drafter-proof", "drafter-loading", "drafter-loading-all", "docxtpl-loops", "docxtpl-xml",
          "python-docx")
NODE = ("docxtemplater-loops", "docxtemplater-xml", "easy-template-x-loops", "easy-template-x-xml")
ONLY_SMALL = ("drafter-loading", "drafter-loading-all")
TARGETS = (("drafter", "docxtpl", 10.0), ("drafter", "docxtemplater", 6.0), ("drafter", "easy-template-x", 4.0),
           ("drafter-loading", "docxtpl", 3.0))
GROWTH = 110.0
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Engine:
    """An engine, and how it is started. `taken` are its milliseconds by what was measured."""

    name: str
    command: list[str]
    process: subprocess.Popen[str] | None = None
    taken: dict[str, list[float]] = field(default_factory=dict)

    def make(self, size: str, count: int, keep: Path | None = None) -> list[float]:
        assert self.process is not None and self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{size} {count}{f' {keep}' if keep else ''}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} stopped.")
        return list(json.loads(answer))

    def median(self, what: str) -> float:
        return statistics.median(self.taken[what])

    def best(self, what: str) -> float:
        return min(self.taken[what])


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks.rendering", description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--npm", type=Path, metavar="FOLDER", help="where the npm packages are, or are to be kept")
    chosen = arguments.parse_args()
    print(_report(*measured(chosen.npm, ROUNDS)))


def rows(settings: Settings) -> Iterator[Row]:
    engines, without = measured(settings.npm, 1 if settings.quick else ROUNDS)
    by_name = {engine.name: engine for engine in engines}
    for ours, peer, most in TARGETS:
        for way in ("loops", "xml"):
            theirs = by_name.get(f"{peer}-{way}")
            for what, when in (("1", ""), ("hot", ", hot")) if theirs is not None else ():
                assert theirs is not None
                yield beside(f"{_named(ours)}{when}", theirs.name, by_name[ours].taken[what], theirs.taken[what],
                             1 / most)
    if "python-docx" in by_name:
        yield beside(_named("drafter"), "python-docx, from the first line", by_name["drafter"].taken["1"],
                    by_name["python-docx"].taken["1"])
    yield beside("the proof of a record", "making it", by_name["drafter-proof"].taken["1"],
                 by_name["drafter"].taken["1"])
    yield growth("render", {int(size): by_name["drafter"].taken["hot" if size == "1" else size] for size in SIZES},
                 math.log10(GROWTH) / 2)
    for why in without:
        yield missing("render", why)


def measured(npm: Path | None, rounds: int) -> tuple[list[Engine], list[str]]:
    """The engines that there are, with what they took, and why others are not there."""
    with tempfile.TemporaryDirectory(prefix="drafter-bench") as made:
        folder = Path(made)
        modules, without = _node_modules(npm or folder / "npm")
        _write_records(folder)
        engines = [Engine(name, _python_command(name, folder)) for name in PYTHON
                   if _has_docxtpl() or "docxtpl" not in name]
        engines += [Engine(name, _node_command(name, folder, modules)) for name in NODE] if modules else []
        if not _has_docxtpl():
            without.append("docxtpl: not installed (pip install -e .[bench])")
        for number in range(rounds):
            with _at_work(engines):
                if number == 0:
                    _write_scripts(folder, engines[0])
                    for engine in engines[1:]:
                        _refuse_other_words(folder, engines[0], engine)
            with _at_work(engines):
                for what in PLAN:
                    _take_turns(engines, what)
    return engines, without


def _named(engine: str) -> str:
    return {"drafter": "render", "drafter-loading": "render, the layout loaded each time"}[engine]


@contextmanager
def _at_work(engines: list[Engine]) -> Iterator[None]:
    """Each engine in a new process."""
    for engine in engines:
        engine.process = subprocess.Popen(engine.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield
    finally:
        for engine in engines:
            assert engine.process is not None
            engine.process.kill()
            engine.process.communicate()


def _take_turns(engines: list[Engine], what: str) -> None:
    size, before, turns, count = PLAN[what]
    taking_part = [engine for engine in engines if size == "1" or engine.name not in ONLY_SMALL]
    for engine in taking_part:
        engine.make(size, before)
    for turn in range(turns):
        first = turn % len(taking_part)
        for engine in taking_part[first:] + taking_part[:first]:
            engine.taken.setdefault(what, []).extend(engine.make(size, count))


def _node_modules(folder: Path) -> tuple[Path | None, list[str]]:
    """The folder with the npm packages, at their pinned versions; None and the reason where they cannot be had."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None, ["docxtemplater, easy-template-x: node is not on this machine"]
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([npm, "install", "--prefix", str(folder.absolute()), "--no-audit", "--no-fund", "--silent",
                           "--save-exact", *NPM], capture_output=True, text=True, check=False)
    if done.returncode:
        return None, [f"docxtemplater, easy-template-x: npm could not install them ({done.stderr.strip()[-200:]})"]
    return folder.absolute(), []


def _has_docxtpl() -> bool:
    return importlib.util.find_spec("docxtpl") is not None


def _write_records(folder: Path) -> None:
    layout = shipped_root() / "templates/kent/proposed_record/layout.docx"
    for size in SIZES:
        (folder / f"record-{size}.json").write_text(json.dumps(asdict(record(int(size)))), "utf-8")
    for engine in TAGS:
        for way in ("loops", "xml"):
            (folder / f"{engine}-{way}.docx").write_bytes(peer_template(layout, engine, way))


def _write_scripts(folder: Path, drafter: Engine) -> None:
    """The record line by line, with its styles, for python-docx; and a document that has them and no words."""
    import docx

    for size in SIZES:
        drafter.make(size, 1, folder / f"made-{size}.docx")
        document = docx.Document(str(folder / f"made-{size}.docx"))
        script = [["table", [[cell.text for cell in row.cells] for row in block.rows]] if hasattr(block, "rows")
                  else [block.style.name if block.style else "", block.text] for block in document.iter_inner_content()]
        (folder / f"script-{size}.json").write_text(json.dumps(script), "utf-8")
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    document.save(str(folder / "empty.docx"))


def _python_command(name: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.python_engine", name, str(folder)]


def _node_command(name: str, folder: Path, modules: Path) -> list[str]:
    return ["node", str(Path(__file__).with_name("node_engine.cjs")), name, str(folder), str(modules)]


def _refuse_other_words(folder: Path, drafter: Engine, engine: Engine) -> None:
    """No engine is measured that says less than another."""
    for size in ("1", "10"):
        drafter.make(size, 1, ours := folder / "ours.docx")
        engine.make(size, 1, theirs := folder / f"{engine.name}-{size}-made.docx")
        if list(_words(ours)) != list(_words(theirs)):
            raise SystemExit(f"{engine.name} does not say what drafter says; see {theirs}.")


def _words(file: Path) -> Iterator[str]:
    with zipfile.ZipFile(file) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(part.text or "" for part in paragraph.iter(f"{_W}t")).strip()
        if text:
            yield text


def _report(engines: list[Engine], without: list[str]) -> str:
    counts = {what: ROUNDS * turns * count for what, (_, _, turns, count) in PLAN.items()}
    lines = [f"{date.today():%d %B %Y}; {platform.platform()}; Python {platform.python_version()}; node "
             f"{_node_version()}. Milliseconds a record: the median, and the best in brackets, in {ROUNDS} processes.",
             "", "| engine | 1x | 1x, hot | 10x | 100x | growth to 100x |", "|---|---|---|---|---|---|",
             f"| records measured | {' | '.join(str(counts[what]) for what in COLUMNS)} | |"]
    for engine in engines:
        cells = [f"{engine.median(what):.2f} ({engine.best(what):.2f})" if what in engine.taken else ""
                 for what in COLUMNS]
        growth = f"{engine.median('100') / engine.median('1'):.0f}" if "100" in engine.taken else ""
        lines.append(f"| {engine.name} | {' | '.join(cells)} | {growth} |")
    return "\n".join([*lines, "", *without, *_targets(engines)])


def _targets(engines: list[Engine]) -> Iterator[str]:
    """What is to be reached, against both ways of each peer; by the best, which other work on the machine moves least.
    """
    by_name = {engine.name: engine for engine in engines}
    yield "| to reach at 1x | by the best (the median) | hot | reached by the best |"
    yield "|---|---|---|---|"
    for ours, peer, times in TARGETS:
        for way in ("loops", "xml"):
            theirs, mine = by_name.get(f"{peer}-{way}"), by_name[ours]
            if theirs is None:
                continue
            shown = [f"1/{theirs.best(what) / mine.best(what):.1f} (1/{theirs.median(what) / mine.median(what):.1f})"
                     for what in ("1", "hot")]
            reached = theirs.best("1") >= times * mine.best("1")
            yield f"| {ours}: at most 1/{times:.0f} of {theirs.name} | {' | '.join(shown)} | {_yes(reached)} |"
    growth = by_name["drafter"].best("100") / by_name["drafter"].best("hot")
    yield f"| 100x: at most {GROWTH:.0f} times 1x | {growth:.0f}, hot, by the best | | {_yes(growth <= GROWTH)} |"


def _node_version() -> str:
    if shutil.which("node") is None:
        return "none"
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()


def _yes(reached: bool) -> str:
    return "yes" if reached else "no"


if __name__ == "__main__":
    main()
