"""What an officer can set, in one list: the settings dialog is drawn from it, and each is kept under its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["choice", "text", "folder", "words"]


MY_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Setting:
    """`name` is that of the member of `Settings`, or `MY_WORDS`, which have a file of their own;
    `choices` are values with their words. `group` is its heading."""

    name: str
    group: str
    label: str
    kind: Kind
    hint: str = ""
    choices: tuple[tuple[object, str], ...] = ()


SETTINGS = (
    Setting("theme", "How it looks", "&Theme", "choice", choices=(
        ("system", "As the system has it"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))),
    Setting("text_size", "How it looks", "Text &size", "choice", choices=tuple(
        (size, f"{size} %") for size in (90, 100, 115, 130, 150, 175, 200))),
    Setting("name", "My contact", "&Name", "text", "Stands beside the reasons you give, and on a new draft."),
    Setting("post", "My contact", "&Post", "text"),
    Setting("phone", "My contact", "Te&lephone", "text"),
    Setting("email", "My contact", "&E-mail", "text", "A new draft names you as the one to ask, where its form asks."),
    Setting("form", "New drafts", "&Form", "choice", choices=(("", "Ask each time"),)),
    Setting("folder", "New drafts", "F&older", "folder", "Where dialogs begin, and papers of unsaved drafts go."),
    Setting(MY_WORDS, "My words", "&Words", "words", "One on each line. They are not underlined as misspellings."),
    Setting("autosave_to_file", "Saving", "Save &automatically", "choice",
            "A copy of what you type is kept in either case.", choices=(
                (True, "At every pause, into the draft’s file"), (False, "Only when I choose Save"))),
)
