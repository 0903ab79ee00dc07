"""Typhoon OCR, asked over HTTP as an OpenAI-compatible service has it: the hosted one, vLLM, or Ollama.

The models answer to the prompts that they were trained with and to no others; those in data/ are the ones
that Typhoon's model cards give (Apache-2.0). Version 1.5 answers in Markdown, version 1 in JSON with the
Markdown under `natural_text`.
"""

from __future__ import annotations

import base64
import json
import os
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import cv2
from numpy.typing import NDArray

from ita_extract.errors import UsageError
from ita_extract.ocr import PageText
from ita_extract.ocr.http import Service, check_address
from ita_extract.settings import Settings

KEY = "TYPHOON_OCR_API_KEY"
_LONGEST_SIDE = 1800  # pixels, as the models were trained
_JPEG_QUALITY = 92
_SAMPLING = {"max_tokens": 16384, "temperature": 0.1, "top_p": 0.6}  # as Typhoon's own package has them
_FENCE = re.compile(r"\A\s*```[a-z]*[ \t]*\n(.*?)\n?```\s*\Z", re.S)
# What the model tells of a picture stands on no page; page numbers are furniture.
_NO_PRINT = re.compile(r"<(figure|page_number)>.*?(?:</\1>|\Z)", re.S | re.I)
_WRAPPER = re.compile(r'\A\s*\{\s*"natural_text"\s*:\s*"')


@dataclass(frozen=True, slots=True)
class _Version:
    """What a version is asked. models: their names; penalty: of repetition, a brake on loops."""

    models: re.Pattern[str]
    prompt: str
    penalty: float


# The first whose models' names match.
_VERSIONS = (
    _Version(re.compile(r"typhoon-ocr-(?:preview|3b|7b)", re.I), "typhoon_1.0.txt", 1.2),
    _Version(re.compile(""), "typhoon_1.5.txt", 1.1),
)


class Typhoon:
    """Reads whole pages; gives no chances and no places."""

    name = "typhoon"
    languages = ("tha", "eng")

    def __init__(self, service: Service, model: str) -> None:
        self._service, self.version = service, model

    def read_page(self, image: NDArray[Any]) -> PageText:
        answer = self._service.ask("/chat/completions", self._request(image))
        try:
            choice = answer["choices"][0]
            said = choice["message"]["content"] or ""
            whole = choice.get("finish_reason") != "length"
            return PageText(_NO_PRINT.sub("", unwrapped(said)), whole)
        except (KeyError, IndexError, TypeError, AttributeError):
            raise self._service.misunderstood() from None

    def _request(self, image: NDArray[Any]) -> dict[str, Any]:
        version = next(each for each in _VERSIONS if each.models.search(self.version))
        picture = _shrunk(image)
        jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])[1].tobytes()
        data = base64.b64encode(jpeg).decode("ascii")
        content = [
            {"type": "text", "text": _prompt(version.prompt, *picture.shape[:2])},
            {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{data}"}},
        ]
        messages = [{"role": "user", "content": content}]
        brake = {"repetition_penalty": version.penalty}
        return {"model": self.version, "messages": messages, **_SAMPLING, **brake}


def check(settings: Settings) -> None:
    """Raises UsageError where the settings name no address of a service."""
    if not settings.ocr_url:
        message = "The OCR engine typhoon needs the address of its service, and none is given."
        advice = f"Name it with --ocr-url; a key, where the service asks for one, in the variable {KEY}."
        raise UsageError(message, advice=advice)
    check_address(settings.ocr_url)


def load(_argument: str, settings: Settings) -> Typhoon:
    """The engine at the address that the settings name. Raises UsageError where they name none."""
    check(settings)
    service = Service(settings.ocr_url, os.environ.get(KEY, ""), settings.ocr_seconds, KEY)
    return Typhoon(service, settings.ocr_model)


def unwrapped(said: str) -> str:
    """The Markdown in an answer: within a fence, or under `natural_text`, be it cut short."""
    fenced = _FENCE.match(said)
    said = fenced[1] if fenced else said
    opening = _WRAPPER.match(said)
    if opening is None:
        return said
    try:
        text: str = json.JSONDecoder(strict=False).raw_decode(said.lstrip())[0]["natural_text"]
    except ValueError:
        text = _unescaped(said[opening.end() :])
    return text


def _unescaped(text: str) -> str:
    """The beginning of a JSON string without its end."""
    whole = re.match(r'(?:[^"\\]|\\(?:[^u]|u[0-9a-fA-F]{4}))*', text, re.S)
    try:
        return str(json.loads(f'"{whole[0] if whole else ""}"', strict=False))
    except ValueError:
        return text


def _shrunk(image: NDArray[Any]) -> NDArray[Any]:
    scale = _LONGEST_SIDE / max(image.shape)
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image


def _prompt(name: str, height: int, width: int) -> str:
    text = (files("ita_extract.ocr") / "data" / name).read_text(encoding="utf-8")
    return text.replace("{width}", str(width)).replace("{height}", str(height))
