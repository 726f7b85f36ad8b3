"""Errors of the domain: a code and its parameters, never prose.

`openward.wording` turns a code into a sentence with its mend, in the reader's language, where a person meets it.
"""

from __future__ import annotations


class OpenwardError(Exception):
    """Something a person can mend. `code` is a stable slug (`city-not-found`), `parameters` are plain values."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.code} ({details})" if details else self.code


class Cancelled(OpenwardError):
    """The person who started long work asked it to stop. Raised out of a `Progress` call; nothing half-done stays."""

    def __init__(self) -> None:
        super().__init__("cancelled")
