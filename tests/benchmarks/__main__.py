"""How fast a record is rendered, beside the engines that others use: `python -m tests.benchmarks`.

Every engine makes the same record, word for word, from the same layout, in a process of its own; they take turns, so
that whatever else the machine does slows all of them alike. The peers come with `pip install -e .[bench]` and, where
node is there, from npm into a temporary folder (or into `--npm FOLDER`, which keeps them).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from drafter.storage.locations import shipped_root
from tests.benchmarks.content import record
from tests.benchmarks.peer_templates import TAGS, peer_template

NPM = ("docxtemplater@3.71.0", "pizzip@3.3.0", "easy-template-x@7.2.8")
SIZES = {"1": (20, 10), "10": (8, 2), "100": (5, 1)}
"""By size of the record: how often the engines take turns, and how many records each makes in its turn."""
WARM_UP = {"1": 40, "10": 5, "100": 1}
PYTHON = ("drafter", "drafter-loading", "drafter-loading-all", "docxtpl-loops", "docxtpl-xml", "python-docx")
NODE = ("docxtemplater-loops", "docxtemplater-xml", "easy-template-x-loops", "easy-template-x-xml")
ONLY_SMALL = ("drafter-loading", "drafter-loading-all")
TARGETS = (("drafter", "docxtpl", 10.0), ("drafter", "docxtemplater", 6.0), ("drafter", "easy-template-x", 4.0),
           ("drafter-loading", "docxtpl", 3.0))
GROWTH = 110.0
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Engine:
    """An engine at work. `taken` are its milliseconds by size."""

    name: str
    process: subprocess.Popen[str]
    taken: dict[str, list[float]] = field(default_factory=dict)

    def make(self, size: str, count: int, keep: Path | None = None) -> list[float]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{size} {count}{f' {keep}' if keep else ''}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} stopped.")
        return list(json.loads(answer))

    def median(self, size: str) -> float:
        return statistics.median(self.taken[size])

    def best(self, size: str) -> float:
        return min(self.taken[size])


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--npm", type=Path, metavar="FOLDER", help="where the npm packages are, or are to be kept")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="drafter-bench") as made:
        folder = Path(made)
        modules, without = _node_modules(chosen.npm or folder / "npm")
        _write_records(folder)
        engines = [_python(name, folder) for name in PYTHON if _has_docxtpl() or "docxtpl" not in name]
        _write_scripts(folder, engines[0])
        engines += [_node(name, folder, modules) for name in NODE] if modules else []
        try:
            for engine in engines[1:]:
                _refuse_other_words(folder, engines[0], engine)
            for size in SIZES:
                _take_turns([one for one in engines if size == "1" or one.name not in ONLY_SMALL], size)
        finally:
            for engine in engines:
                engine.process.kill()
    print(_report(engines, [*without, *([] if _has_docxtpl() else ["docxtpl: not installed (pip install -e .[bench])"])]))


def _take_turns(engines: list[Engine], size: str) -> None:
    turns, count = SIZES[size]
    for engine in engines:
        engine.make(size, WARM_UP[size])
    for turn in range(turns):
        for engine in engines[turn % len(engines):] + engines[:turn % len(engines)]:
            engine.taken.setdefault(size, []).extend(engine.make(size, count))


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
                  else [block.style.name, block.text] for block in document.iter_inner_content()]
        (folder / f"script-{size}.json").write_text(json.dumps(script), "utf-8")
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    document.save(str(folder / "empty.docx"))


def _python(name: str, folder: Path) -> Engine:
    return _started(name, [sys.executable, "-m", "tests.benchmarks.python_engine", name, str(folder)])


def _node(name: str, folder: Path, modules: Path) -> Engine:
    return _started(name, ["node", str(Path(__file__).with_name("node_engine.cjs")), name, str(folder), str(modules)])


def _started(name: str, command: list[str]) -> Engine:
    return Engine(name, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))


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
    first = engines[0]
    lines = [f"{date.today():%d %B %Y}; {platform.platform()}; Python {platform.python_version()}. Milliseconds: the "
             f"median, and the best in brackets, of {', '.join(f'{turns * count}' for turns, count in SIZES.values())} "
             "records.", "",
             "| engine | 1x | 10x | 100x | growth to 100x | times drafter's at 1x |", "|---|---|---|---|---|---|"]
    for engine in engines:
        cells = [f"{engine.median(size):.2f} ({engine.best(size):.2f})" if size in engine.taken else "" for size in SIZES]
        growth = f"{engine.median('100') / engine.median('1'):.0f}" if "100" in engine.taken else ""
        ratio = f"{engine.median('1') / first.median('1'):.1f} ({engine.best('1') / first.best('1'):.1f})"
        lines.append(f"| {engine.name} | {' | '.join(cells)} | {growth} | {ratio} |")
    lines += ["", *without, *_targets(engines)]
    return "\n".join(lines)


def _targets(engines: list[Engine]) -> Iterator[str]:
    """What is to be reached, against the faster way of each peer."""
    by_name = {engine.name: engine for engine in engines}
    yield "| to reach | measured, by medians (by the best) | reached |"
    yield "|---|---|---|"
    for ours, peer, times in TARGETS:
        peers = [engine for engine in engines if engine.name.startswith(peer)]
        if peers:
            fastest = min(peers, key=lambda engine: engine.median("1"))
            ratio = fastest.median("1") / by_name[ours].median("1")
            best = min(engine.best("1") for engine in peers) / by_name[ours].best("1")
            yield (f"| {ours}: at most 1/{times:.0f} of {peer}'s time | 1/{ratio:.1f} (1/{best:.1f}) of {fastest.name}'s "
                   f"| {_yes(ratio >= times)} |")
    growth = by_name["drafter"].median("100") / by_name["drafter"].median("1")
    yield f"| a hundred times the words: at most {GROWTH:.0f} times the time | {growth:.0f} | {_yes(growth <= GROWTH)} |"


def _yes(reached: bool) -> str:
    return "yes" if reached else "no"


if __name__ == "__main__":
    main()
