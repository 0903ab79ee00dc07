"""What can go wrong, as one tree; each class owns its outcome, its exit code and its advice.

ItaError
├── UsageError            the command or a setting is wrong                    exit 2
├── Stopped               a person has stopped the run                         exit 130
├── OutputError           the output folder or file cannot be written          exit 1
│   ├── DiskFull          no file can be written there any more
│   └── InUse             another run writes to the same folder
└── InputError            this one input cannot be read; others go on          exit 1
    ├── InputMissing      no such file or folder
    ├── InputUnreadable   it exists, but may not be opened
    ├── InputEmpty        nothing in it, or white space only
    ├── Unsupported       a kind of file that has no reader
    ├── Damaged           the right kind of file, broken inside
    ├── PasswordNeeded    encrypted, and no password given opens it
    ├── TooLarge          beyond the limits that keep memory safe
    └── ToolMissing       needs an optional program or package
"""

from __future__ import annotations


class ItaError(Exception):
    """Base of every error that ita-extract raises on purpose.

    message: what is wrong, in one English sentence that names the file.
    """

    outcome = "failed"
    exit_code = 1
    advice = ""

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".rstrip()

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders in a batch; keyword arguments do not survive the default way.
        return (_rebuild, (type(self), self.message, self.advice))


def _rebuild(kind: type[ItaError], message: str, advice: str) -> ItaError:
    return kind(message, advice=advice)


class UsageError(ItaError):
    outcome = "usage"
    exit_code = 2


class Stopped(ItaError):
    """Says how far the run came; KeyboardInterrupt is what it was told with."""

    outcome = "stopped"
    exit_code = 130


class OutputError(ItaError):
    advice = "Choose a folder that you may write to and that has room."


class DiskFull(OutputError):
    """Ends a run: every file after this one would fail as well."""

    advice = "Make room and start it again; what is finished is not read again."


class InUse(OutputError):
    advice = "Wait until it has ended, or choose another --out."


class InputError(ItaError):
    """One input could not be read; a batch notes it and goes on."""


class InputMissing(InputError):
    outcome = "missing"
    advice = "Check the path."


class InputUnreadable(InputError):
    outcome = "unreadable"
    advice = "Check that you may read it and that no other program has locked it."


class InputEmpty(InputError):
    outcome = "empty"
    advice = "Get the file again from where it came."


class Unsupported(InputError):
    outcome = "unsupported"
    advice = "Convert it to PDF, DOCX or text first."


class Damaged(InputError):
    outcome = "damaged"
    advice = "Get the file again from where it came, or open it in its own program and save a copy."


class PasswordNeeded(InputError):
    outcome = "password-needed"
    advice = "Give the password with --password."


class TooLarge(InputError):
    outcome = "too-large"
    advice = "Split it into smaller files."


class ToolMissing(InputError):
    outcome = "tool-missing"
