"""What a name may look like: nothing that leads elsewhere can be one."""

from __future__ import annotations

import re

ID = r"^[a-z][a-z0-9_]{0,59}$"
_ID = re.compile(ID)


def is_id(name: str) -> bool:
    """Tell whether a name can be a file's: nothing that leads elsewhere can."""
    return _ID.fullmatch(name) is not None
