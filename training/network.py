"""The network: convolutions to 4-pixel columns, a BiLSTM, two CTC outputs a column.

Two, since base, vowel and tone may share one.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from training.charset import CLASSES

CHANNELS = (32, 64, 72, 104, 128)
STRIDES = ((2, 2), (2, 2), (1, 1), (2, 1), (1, 1))
PROJECTED, HIDDEN, DROPOUT = 192, 128, 0.1
PIXELS_A_STEP = 2


def _convolutions() -> nn.Sequential:
    layers: list[nn.Module] = []
    for before, after, stride in zip((1, *CHANNELS), CHANNELS, STRIDES, strict=False):
        layers += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
    return nn.Sequential(*layers)


class Recogniser(nn.Module):
    """(batch, 1, 40, width) grey values of 0–255 as float → (batch, width / 2, classes) logits.

    width: a multiple of 4.
    """

    def __init__(self) -> None:
        super().__init__()
        self.convolutions = _convolutions()
        self.projection = nn.Linear(CHANNELS[-1] * 5, PROJECTED)
        self.dropout = nn.Dropout(DROPOUT)
        self.recurrent = nn.LSTM(PROJECTED, HIDDEN, 2, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * HIDDEN, 2 * CLASSES)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        features = self.convolutions((images - 200.0) / 80.0)
        columns = features.permute(0, 3, 1, 2).flatten(2)
        columns = functional.relu(self.projection(columns))
        columns = self.recurrent(self.dropout(columns))[0]
        return self.output(self.dropout(columns)).unflatten(2, (2, CLASSES)).flatten(1, 2)
