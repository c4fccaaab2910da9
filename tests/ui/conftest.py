"""The screen's tests run without a screen, as they do on a server."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
