"""A layout as another program meets it: python-docx opens it.

Our own reader looks for slots and styles. What it passes over, such as a part that is named and not there, stops other
programs; only `drafter form check` takes the time to look.
"""

from __future__ import annotations

from pathlib import Path

import docx  # takes a tenth of a second: this room is entered for `form check` alone

from drafter.model.failure import Fault


def faults_for_others(layout: Path, place: str) -> tuple[Fault, ...]:
    """What keeps another program from opening the layout; `place` is what faults call the file."""
    try:
        with layout.open("rb") as file:
            docx.Document(file)
    except Exception as error:  # whatever its parsers meet: KeyError, ValueError, BadZipFile, lxml's own
        return (Fault(place, "", f"Other programs cannot open it ({type(error).__name__}). Open it in Word and save it "
                                 "again as .docx."),)
    return ()
