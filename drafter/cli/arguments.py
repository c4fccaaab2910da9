"""What may be written on the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from drafter import __version__
from drafter.model.failure import Failure, did_you_mean

if TYPE_CHECKING:
    from datetime import date

COMMANDS = {"new": "start a draft", "set": "write one field of a draft", "show": "print what a draft holds",
            "import": "make a draft from a published record given as plain text",
            "check": "say what is left to put right", "explain": "say why something found may stand as it is",
            "render": "make a paper, such as the Word record",
            "compare": "say what differs between two drafts, word by word",
            "migrate": "bring a draft to its form as it is now, and say what that changes",
            "timetable": "count the days the law asks for",
            "rules": "print every rule with its source and who may waive it",
            "form": "look for slips in a form, compare two, begin one's own or a layout"}


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: object) -> None:
        super().__init__(allow_abbrev=False, **settings)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        raise Failure(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")


def read_arguments(argv: Sequence[str]) -> argparse.Namespace | int:
    """The arguments with the name of their `command`, None for the window; or the exit code where that was all."""
    try:
        if (first := _first_word(argv)) in COMMANDS:
            return _command(first).parse_args(argv)
        arguments = _window().parse_args(argv)
    except SystemExit as done:  # --help and --version have printed
        sys.stdout.flush()
        return int(done.code or 0)
    except Failure:
        _refuse_missing_file(_first_word(argv))
        raise
    if arguments.file is not None:
        _refuse_missing_file(str(arguments.file))
    return arguments


def _refuse_missing_file(word: str) -> None:
    """A word that is neither a command nor a file was meant as one of the two, whatever else stands beside it."""
    if word and word not in COMMANDS and not os.access(word, os.F_OK):
        raise Failure(f"There is no file '{word}' and no such command.{did_you_mean(word, COMMANDS)}",
                      "See drafter --help.")


def _first_word(argv: Sequence[str]) -> str:
    words = list(argv)
    while words:
        word = words.pop(0)
        if word == "--packs" and words:
            words.pop(0)
        elif not word.startswith("-"):
            return word
    return ""


def _window() -> _Parser:
    lines = "\n".join(f"  {name:<11}{what}" for name, what in COMMANDS.items())
    parser = _Parser(prog="drafter", formatter_class=argparse.RawDescriptionHelpFormatter,
                     usage="drafter [FILE] | drafter COMMAND ...",
                     description="A guided desk for writing a council's Proposed Record of Decision.\n\n"
                                 f"commands (drafter COMMAND --help says more):\n{lines}")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a draft to open in the window")
    _shared(parser)
    parser.add_argument("--version", action="version", version=f"drafter {__version__}")
    parser.add_argument("--self-test", action="store_true", help="try whether this installation is whole")
    parser.set_defaults(command=None)
    return parser


def _shared(parser: _Parser, *, inner: bool = False) -> None:
    """--packs may stand before the command or after it."""
    parser.add_argument("--packs", action="append", type=_folder, metavar="DIR",
                        default=argparse.SUPPRESS if inner else [],
                        help="a folder with forms/ and templates/, searched first")


def _command(name: str) -> _Parser:
    """The parser of the one command that is called: making those of all takes longer than many a command."""
    parser = _Parser(prog="drafter")
    _shared(parser)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    made: _Parser = commands.add_parser(name, help=COMMANDS[name], description=f"{COMMANDS[name].capitalize()}.")
    _shared(made, inner=True)
    made.set_defaults(command={"set": "set_field", "import": "import_record"}.get(name, name))
    takes = {"new": _new, "set": _set, "show": _show, "import": _import, "check": _check, "explain": _explain,
             "render": _render, "compare": _compare, "migrate": _migrate, "timetable": _timetable, "rules": _rules,
             "form": _form_actions}
    takes[name](made)
    return parser


def _new(parser: _Parser) -> None:
    _form(parser)
    _draft_out(parser)


def _set(parser: _Parser) -> None:
    parser.add_argument("draft", type=Path, metavar="DRAFT")
    parser.add_argument("field", metavar="FIELD", help="such as reasons, or alternatives[row].reason; or stage, for "
                        "proposed, decided or published; or exempt, for the field or row to mark as exempt; or public, "
                        "for the one to take that mark from")
    parser.add_argument("value", metavar="VALUE", help="the text; - reads it from standard input")


def _show(parser: _Parser) -> None:
    parser.add_argument("draft", type=Path, metavar="DRAFT")
    _format(parser)


def _import(parser: _Parser) -> None:
    parser.add_argument("record", type=Path, metavar="RECORD")
    _form(parser)
    _draft_out(parser)


def _check(parser: _Parser) -> None:
    parser.add_argument("drafts", type=Path, nargs="+", metavar="DRAFT")
    _format(parser)
    _today(parser)


def _explain(parser: _Parser) -> None:
    parser.add_argument("draft", type=Path, metavar="DRAFT")
    parser.add_argument("finding", metavar="CODE[@FIELD]", help="such as option_both_ways@alternatives[row].outcome; "
                        "check --format json names code and field")
    parser.add_argument("reason", nargs="?", default="", metavar="REASON",
                        help="why it is right as it is; - reads it from standard input; without one, advice is "
                        "dismissed")
    parser.add_argument("--name", default="", metavar="NAME", help="who gives the reason (unless given the name in "
                        "the settings, or else that of the login)")
    parser.add_argument("--again", action="store_true", help="take back what was said, so that it is asked again")
    _today(parser)


def _render(parser: _Parser) -> None:
    parser.add_argument("draft", type=Path, metavar="DRAFT")
    parser.add_argument("--output", required=True, metavar="ID", dest="paper", help="such as proposed_record")
    parser.add_argument("-o", type=Path, metavar="FILE", dest="target",
                        help="where to write it; its suffix chooses the format (beside the draft unless given)")
    parser.add_argument("--as-draft", action="store_true", help="with a mark across it, whatever is left to put right")
    parser.add_argument("--share", action="store_true", help="as a draft that carries its answers, to come back with "
                                                             "comments")
    parser.add_argument("--replace", action="store_true", help="write over a file that is there; a copy of it is kept")
    _today(parser)


def _compare(parser: _Parser) -> None:
    parser.add_argument("before", type=Path, metavar="BEFORE", help="a draft as it was")
    parser.add_argument("after", type=Path, metavar="AFTER", help="the draft as it is now, or as somebody else has it")
    parser.add_argument("--format", choices=("text", "html", "json"), default="text")


def _rules(parser: _Parser) -> None:
    parser.add_argument("--form", metavar="ID", help="those that this form switches on, in its words (every rule there "
                                                     "is unless given)")
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text")


def _form_actions(parser: _Parser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", help="look for slips in a form, its wordings and its layouts")
    check.add_argument("folder", type=Path, metavar="FOLDER", help="a forms/<id> folder, or a folder that holds forms/")
    check.set_defaults(command="check_form")
    new = actions.add_parser("new", help="begin a council's own form as a copy of another")
    new.add_argument("id", metavar="ID", help="the new form's id, such as westshire")
    new.add_argument("--council", required=True, metavar="NAME", help="the council's name, as it is to be printed")
    new.add_argument("--from", default="kent", dest="source", metavar="ID", help="the form to copy (kent unless given)")
    new.add_argument("-o", type=Path, required=True, dest="target", metavar="FOLDER",
                     help="where forms/ID and templates/ID are to stand; --packs FOLDER then uses them")
    new.set_defaults(command="new_form")
    compare = actions.add_parser("compare", help="tell what is different between two forms, or two versions of one")
    compare.add_argument("old", type=Path, metavar="OLD", help="a forms/<id> folder")
    compare.add_argument("new", type=Path, metavar="NEW", help="another one")
    _format(compare)
    compare.set_defaults(command="compare_forms")
    layout = actions.add_parser("layout", help="make a Word layout to start from, out of an outline")
    layout.add_argument("outline", type=Path, metavar="OUTLINE", help="a text file with a line for each paragraph")
    layout.add_argument("-o", type=Path, required=True, metavar="FILE", dest="target", help="the .docx to write")
    layout.set_defaults(command="start_layout")


def _migrate(parser: _Parser) -> None:
    parser.add_argument("draft", type=Path, metavar="DRAFT")
    parser.add_argument("--to", metavar="ID", help="another form (its own, as it is now, unless given)")
    parser.add_argument("--report-only", action="store_true", help="say what would change, and write nothing")
    _today(parser)


def _timetable(parser: _Parser) -> None:
    parser.add_argument("draft", nargs="?", type=Path, metavar="DRAFT", help="a draft that holds the days")
    for name, what in (("notice", "the notice is published"), ("agreed", "the chair of scrutiny agrees that the "
                       "decision cannot wait"), ("committee", "the committee meets"), ("decision", "the decision is "
                       "taken"), ("published", "the decision is published"), ("needed-by", "the decision is needed"),
                       ("in-force-by", "the decision must be in force")):
        parser.add_argument(f"--{name}", type=_day, metavar="DATE", help=f"the day {what}")
    parser.add_argument("--route", choices=("normal", "exception", "urgent"),
                        help="28 clear days, the general exception, or special urgency (normal unless given)")
    parser.add_argument("--no-call-in", action="store_true", help="the decision is not subject to call-in")
    parser.add_argument("--closed", type=_day, action="extend", nargs="+", default=[], metavar="DATE",
                        help="further days on which the council is closed")
    parser.add_argument("--form", metavar="ID", help="the form whose rules count (the draft's, or kent, unless given)")
    _format(parser)
    _today(parser)


def _form(parser: _Parser) -> None:
    parser.add_argument("--form", default="kent", metavar="ID", help="the form (kent unless given)")


def _draft_out(parser: _Parser) -> None:
    parser.add_argument("-o", type=Path, required=True, metavar="DRAFT", dest="target", help="the draft to write")


def _format(parser: _Parser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _today(parser: _Parser) -> None:
    parser.add_argument("--today", type=_day, metavar="DATE", help="the day to count from, as 2026-10-04")


def _day(text: str) -> date:
    """As in the window: also "next Friday", said today. What no record can mean is no date here either."""
    from datetime import date

    from drafter.model.figures import FIRST_YEAR, LAST_YEAR
    from drafter.model.said_days import meant_day

    day = meant_day(text.strip(), date.today())
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date of the years {FIRST_YEAR} to {LAST_YEAR}; write it "
                                         "as 2026-10-04")
    return day


def _folder(text: str) -> Path:
    from drafter.storage.atomic import is_folder

    folder = Path(text)
    if not is_folder(folder):
        raise argparse.ArgumentTypeError(f"there is no folder '{text}'")
    return folder
