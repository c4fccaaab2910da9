"""What each command does. A command returns its exit code; a Failure it raises is said by `main`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.app import files
from drafter.app.packs import FoundPack, open_pack, pack_for
from drafter.cli import FIX, UNUSABLE, printed
from drafter.model.failure import Failure
from drafter.model.form import Form
from drafter.model.problem import Problem
from drafter.storage.errors import CannotRead, Conflict
from drafter.storage.locations import shipped_root, user_folder
from drafter.storage.processes import this_user
from drafter.storage.settings_files import Settings, load_settings

if TYPE_CHECKING:
    from drafter.storage.draft_files import OpenedDraft


def new(arguments: Namespace) -> int:
    """A blank draft on a form; prints where it is. A file that is there already is never replaced."""
    files.refuse_other_suffix(arguments.target)
    pack = open_pack(arguments.form, _roots(arguments.packs))
    return _told(files.save_as(files.new_draft(pack), arguments.target, pack, user_folder()))


def set_field(arguments: Namespace) -> int:
    """Writes one field, the stage or an exempt mark, and saves. Prints nothing on standard output, so that scripts can
    do it often; what the field says against the text is told on standard error, and is no error: the draft keeps it."""
    from drafter.cli.setting import with_setting

    opened = files.open_file(arguments.draft)
    files.refuse_newer(opened)
    found = _pack_for(opened, arguments.packs)
    text = _standard_input() if arguments.value == "-" else arguments.value
    draft, note = with_setting(opened.draft, found.pack.form, arguments.field, text, date.today())
    _note(note)
    _note(files.save(draft, opened, found.pack, user_folder()).note)
    return 0


def show(arguments: Namespace) -> int:
    """Prints every field with its text, then what an import left over; as JSON, by field path."""
    opened = _open_to_read(arguments.draft)
    form = _pack_for(opened, arguments.packs).pack.form
    as_words = printed.draft_as_json if arguments.format == "json" else printed.draft_as_text
    print(as_words(opened, form))
    return 0


def import_record(arguments: Namespace) -> int:
    """A draft from a published record; prints where it is. Lines without a field are counted, and are no error."""
    files.refuse_other_suffix(arguments.target)
    pack = open_pack(arguments.form, _roots(arguments.packs))
    draft = files.import_record(arguments.record, pack)
    code = _told(files.save_as(draft, arguments.target, pack, user_folder()))
    left = draft.imported.left_over if draft.imported else ()
    if left:
        _note(f"{len(left)} line{'s' if len(left) > 1 else ''} found no field; drafter show prints "
              f"{'them' if len(left) > 1 else 'it'} at the end.")
    return code


def check(arguments: Namespace) -> int:
    """Prints what is left to put right: 1 where something must be fixed, 2 where a file cannot be used.

    One such file does not hide what is left to put right in the others.
    """
    from drafter.app.generate import check_draft

    today = arguments.today or date.today()
    unusable: dict[Path, str] = {}
    found: list[tuple[Path, Form, tuple[Problem, ...]]] = []
    for path in arguments.drafts:
        try:
            opened = _open_to_read(path)
            form = _pack_for(opened, arguments.packs).pack.form
            found.append((path, form, check_draft(opened.draft, form, today, user_folder())))
        except Failure as error:
            unusable[path] = str(error)
            _note(str(error))
    if arguments.format == "json":
        print(printed.problems_as_json(found, unusable))
    elif found:
        print(printed.problems_as_text(found))
    if unusable:
        return UNUSABLE
    return FIX if any(one.severity == "must_fix" for _, _, problems in found for one in problems) else 0


def compare(arguments: Namespace) -> int:
    """Prints what differs between two drafts, in the words of the second one's form; 0 also where something does."""
    from drafter.cli import compared
    from drafter.model.comparison import compare as what_differs

    before, after = _open_to_read(arguments.before), _open_to_read(arguments.after)
    form = _pack_for(after, arguments.packs).pack.form
    as_words = {"text": compared.as_text, "html": compared.as_html, "json": compared.as_json}[arguments.format]
    print(as_words(before.path, after.path, what_differs(before.draft, after.draft, form)))
    return 0


def migrate(arguments: Namespace) -> int:
    """Prints what changes for the draft on its form as it is now, or on another; then writes it so. What the file held
    is kept as a version."""
    from drafter.app import bringing

    opened = files.open_file(arguments.draft)
    if not arguments.report_only:
        files.refuse_newer(opened)
    roots, today = _roots(arguments.packs), arguments.today or date.today()
    new = open_pack(arguments.to or opened.draft.form.id, roots)
    if bringing.is_on(opened.draft, new.form):
        print(f"{opened.path} is on the form '{new.form.id}', version {new.form.version}, as it is now.")
        return 0
    old = bringing.written_on(opened.draft, pack_for(opened.draft, roots, user_folder()).pack)
    found = bringing.report(opened.draft, old, new, today)
    if arguments.report_only:
        print(printed.report_as_text(opened.path, found), "\nNothing was written.", sep="\n")
        return 0
    saved = bringing.bring(opened, found, user_folder())  # what is told below is done
    print(printed.report_as_text(opened.path, found))
    print(f"\n{opened.path} is on {new.form.id}, version {new.form.version} now; what it held is among its earlier "
          "versions.")
    _note(saved.note)
    return 0


def explain(arguments: Namespace) -> int:
    """Keeps the reason why a finding may stand, dismisses advice, or takes that back; and saves."""
    from drafter.cli.explaining import with_explanation

    opened = files.open_file(arguments.draft)
    files.refuse_newer(opened)
    found = _pack_for(opened, arguments.packs)
    reason = _standard_input() if arguments.reason == "-" else arguments.reason
    draft = with_explanation(opened.draft, found.pack.form, arguments.finding, reason, again=arguments.again,
                             who=arguments.name or _settings().name or this_user(),
                             today=arguments.today or date.today())
    _note(files.save(draft, opened, found.pack, user_folder()).note)
    return 0


def render(arguments: Namespace) -> int:
    """Makes a paper and prints where it is; 1, and nothing is written, while something must be fixed before signing."""
    from drafter.app.generate import NotReady, create
    from drafter.app.paper_files import Changed

    opened = _open_to_read(arguments.draft)
    as_draft = arguments.as_draft or arguments.share
    if not as_draft:
        files.refuse_newer(opened)
    found = _pack_for(opened, arguments.packs)
    made = create(opened.draft, found.pack, arguments.paper, arguments.target, beside=arguments.draft,
                  today=arguments.today or date.today(), home=user_folder(), as_draft=as_draft, share=arguments.share,
                  when_changed="replace" if arguments.replace else "refuse")
    if isinstance(made, NotReady):
        print(printed.not_ready(made.problems), file=sys.stderr)
        return FIX
    if isinstance(made, Changed):
        raise Conflict(made.sentence, "Choose another name, or add --replace: the file that is there is then kept in "
                                      "drafter's private folder.")
    print(made.path)
    _note(made.note)
    return 0


def timetable(arguments: Namespace) -> int:
    """Prints the days of a draft, or counts from the days given, or back from the day a decision is needed: 1 where one
    of them is too early or too late.

    Without --form and without a draft Kent's conventions count, whatever the settings say.
    """
    from drafter.cli.counted import counted

    opened = _open_to_read(arguments.draft) if arguments.draft else None
    if opened is not None and not arguments.form:
        form = _pack_for(opened, arguments.packs).pack.form
    else:
        roots = _roots(arguments.packs) if arguments.form else [*arguments.packs, shipped_root()]
        form = open_pack(arguments.form or "kent", roots).form
    try:
        dates = counted(arguments, form, opened.draft if opened else None)
    except (OverflowError, ValueError):
        raise Failure("The days from that date cannot be counted.", "Give a date of this century.") from None
    print(printed.dates_as_json(dates) if arguments.format == "json" else printed.dates_as_text(dates))
    return FIX if any(one.fault for one in dates) else 0


def rules(arguments: Namespace) -> int:
    """Prints the catalogue of rules: every one there is, or those that a form switches on, as it has them."""
    from drafter.checks.catalogue import catalogue
    from drafter.cli import catalogue as told

    form = open_pack(arguments.form, _roots(arguments.packs)).form if arguments.form else None
    as_words = {"text": told.as_text, "json": told.as_json, "markdown": told.as_markdown}[arguments.format]
    print(as_words(catalogue(form)))
    return 0


def check_form(arguments: Namespace) -> int:
    """Prints every fault of a form, or of all forms of a root. One with a fault cannot be used: 2, as elsewhere."""
    from drafter.app.packs import all_faults
    from drafter.storage.packs import find_packs

    folder = Path(os.path.realpath(arguments.folder))  # "." has a name too
    try:
        is_form = (folder / "form.toml").exists()
    except OSError as error:
        raise CannotRead(f"'{arguments.folder}' cannot be looked into ({error.strerror}).",
                         "Ask whoever looks after the folder to let you read it.") from None
    if is_form:
        folders = [folder]
    else:
        folders = list(find_packs([folder]).values())
        if not folders:
            raise CannotRead(f"'{arguments.folder}' holds no form.",
                             "Give a forms/<id> folder with a form.toml, or the folder that holds forms/.")
    faults = {one: all_faults(one) for one in folders}
    for one, found in faults.items():
        for fault in found:
            print(fault, file=sys.stderr)
        count = f"{len(found)} fault{'' if len(found) == 1 else 's'}" if found else "no faults"
        print(f"{one.name}: {count}")
    return UNUSABLE if any(faults.values()) else 0


def new_form(arguments: Namespace) -> int:
    """Copies a form under a new id and council, and names the files that still speak of the old one."""
    from drafter.storage.pack_copies import copy_pack
    from drafter.storage.packs import load_pack

    pack = load_pack(arguments.source, _roots(arguments.packs))
    folder, left = copy_pack(pack, arguments.id, arguments.council, arguments.target)
    print(folder)
    if left:
        _note(f"These files still name {pack.form.council.split()[0]}: {', '.join(left)}.")
    return 0


def compare_forms(arguments: Namespace) -> int:
    """Prints every difference of two forms; 0 whether there are any or none."""
    from drafter.cli import forms_compared as told
    from drafter.model.form_changes import form_changes
    from drafter.storage.packs import changed_files, load_pack_folder

    old, new = load_pack_folder(arguments.old), load_pack_folder(arguments.new)
    as_words = told.as_json if arguments.format == "json" else told.as_text
    print(as_words(form_changes(old.form, new.form), changed_files(old, new)))
    return 0


def start_layout(arguments: Namespace) -> int:
    """A Word layout from an outline in plain text, for a form author to restyle in Word."""
    from drafter.document.starter_layout import starter_layout
    from drafter.storage.atomic import read_file, shown, write_file

    try:
        outline = read_file(arguments.outline).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRead(f"{shown(arguments.outline)} is not UTF-8 text.", "Save it as UTF-8 first.") from None
    write_file(arguments.target, starter_layout(outline), over=None)
    print(arguments.target)
    return 0


def _roots(given: Sequence[Path]) -> list[Path]:
    return [*given, *map(Path, _settings().pack_roots), shipped_root()]


def _settings() -> Settings:
    try:
        return load_settings(user_folder())
    except CannotRead as error:
        _note(str(error))
        return Settings()


def _open_to_read(path: Path) -> OpenedDraft:
    opened = files.open_file(path)
    _note(opened.newer)
    return opened


def _pack_for(opened: OpenedDraft, given: Sequence[Path]) -> FoundPack:
    found = pack_for(opened.draft, _roots(given), user_folder())
    _note(found.note)
    return found


def _standard_input() -> str:
    stream = getattr(sys.stdin, "buffer", None)
    try:
        text = stream.read().decode("utf-8-sig") if stream else sys.stdin.read()
    except UnicodeDecodeError:
        raise Failure("What came in on standard input is not UTF-8 text.", "Save it as UTF-8 first.") from None
    return text.removesuffix("\n").removesuffix("\r")


def _told(saved: files.Saved) -> int:
    print(saved.opened.path)
    _note(saved.note)
    return 0


def _note(words: str) -> None:
    """Beside the output, on standard error."""
    if words:
        print(words, file=sys.stderr)
