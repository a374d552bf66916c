"""The one exception with which a file is refused."""

from __future__ import annotations


class ImportRefused(Exception):
    """A file, paste or photo that cannot be taken.

    `key` names a sentence of messages.REFUSALS; `values` are numbers and names put into it.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        """Refuse with the sentence `key`."""
        super().__init__(key, values)
        self.key = key
        self.values: dict[str, str | int] = values
