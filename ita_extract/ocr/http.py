"""A JSON service over HTTP: one question, one answer, and an error of ours for all that can go wrong."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from ita_extract.errors import InputError, UsageError

_MOST_BYTES = 32 << 20  # of an answer
_CHUNK = 1 << 16
_BUSY = (429, 503)
_PAUSE = 2.0  # seconds until a busy service is asked again, where it does not say how long
_SHOWN = 200  # characters of what a service says
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class _StayThere(HTTPRedirectHandler):
    """The key is for the address that was given and for no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


def check_address(url: str) -> None:
    """Raises UsageError for what is no address that can be asked over HTTP."""
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        advice = "Write --ocr-url like http://localhost:8000/v1."
        raise UsageError(f"{url} is no address of a service.", advice=advice)


@dataclass(frozen=True, slots=True)
class Service:
    """url: what all its addresses begin with, checked by check_address; key: "" where it asks for none.

    seconds: for an answer, with the waiting for a busy service; key_name: the variable that holds the key.
    """

    url: str
    key: str
    seconds: float
    key_name: str

    def ask(self, path: str, question: dict[str, Any]) -> Any:
        """The answer to what is posted. Raises InputError."""
        try:
            data = self._answer(path, json.dumps(question).encode())
        except HTTPError as refusal:
            raise self._refused(refusal) from None
        except (OSError, HTTPException, ValueError) as broken:
            raise self._unanswered(broken) from None
        try:
            return json.loads(data)
        except ValueError:
            raise self.misunderstood() from None

    def misunderstood(self) -> InputError:
        """The error for an answer of another form than was agreed."""
        message = f"What {self.url} answers is not understood: it is no OpenAI-compatible service."
        return InputError(message, advice="Correct --ocr-url.")

    def _answer(self, path: str, question: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(self.url.rstrip("/") + path, question, headers)
        end = time.monotonic() + self.seconds
        while True:
            try:
                with self._opener().open(request, timeout=max(0.01, end - time.monotonic())) as stream:
                    return _read(stream, end)
            except HTTPError as refusal:
                pause = _pause(refusal)
                if refusal.code not in _BUSY or time.monotonic() + pause >= end:
                    raise
            time.sleep(pause)

    def _opener(self) -> OpenerDirector:
        own = urlsplit(self.url).hostname in _LOOPBACK
        return build_opener(_StayThere, ProxyHandler({})) if own else build_opener(_StayThere)

    def _refused(self, refusal: HTTPError) -> InputError:
        said = _said(refusal)
        if refusal.code in (401, 403):
            key = "refuses the key" if self.key else "asks for a key"
            return InputError(f"{self.url} {key}{said}.", advice=f"Set {self.key_name} to a key of yours.")
        if refusal.code == 404:
            advice = "Correct --ocr-url or --ocr-model."
            return InputError(f"{self.url} has no such model or address{said}.", advice=advice)
        if refusal.code in _BUSY:
            message = f"{self.url} is busy and gave no answer within {self.seconds:.0f} seconds{said}."
            return InputError(message, advice="Try again later, with fewer --jobs, or raise --ocr-seconds.")
        return InputError(f"{self.url} answers with the error {refusal.code}{said}.", advice="See its log.")

    def _unanswered(self, broken: Exception) -> InputError:
        reason = broken.reason if isinstance(broken, URLError) else broken
        if isinstance(reason, TimeoutError):
            message = f"{self.url} gave no answer within {self.seconds:.0f} seconds."
            return InputError(message, advice="See whether it works, or raise --ocr-seconds.")
        message = f"{self.url} cannot be reached ({getattr(reason, 'strerror', None) or reason})."
        return InputError(message, advice="Start the service, or correct --ocr-url.")


def _read(stream: HTTPResponse, end: float) -> bytes:
    data = b""
    while chunk := stream.read1(_CHUNK):
        data += chunk
        if time.monotonic() > end:
            raise TimeoutError
        if len(data) > _MOST_BYTES:
            raise ValueError("its answer has no end")
    return data


def _pause(refusal: HTTPError) -> float:
    """Seconds to wait, as the service asks for; it may also name a day, which is not waited for."""
    told = refusal.headers.get("Retry-After", "")
    return float(told) if told.isdecimal() else _PAUSE


def _said(refusal: HTTPError) -> str:
    """What a service says of an error, in brackets, in one of the forms that are in use."""
    try:
        answer = json.loads(refusal.read(_CHUNK))
        error = answer.get("error", answer)
        text = error if isinstance(error, str) else error.get("message", "")
    except (OSError, HTTPException, ValueError, AttributeError):
        return ""
    words = " ".join(str(text).split()).rstrip(".")
    return f" ({words[:_SHOWN]})" if words else ""
