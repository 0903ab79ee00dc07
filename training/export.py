"""The trained network as ONNX for the package: log-probabilities, int8 weights where that costs nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.charset import CHARACTERS
from training.network import Recogniser


class _LogProbabilities(nn.Module):
    def __init__(self, network: Recogniser) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.network(images).log_softmax(-1)


def export(weights: Path, target: Path) -> None:
    """Writes `target` (int8 where there are matrix products) and the charset beside it."""
    network = Recogniser()
    network.load_state_dict(torch.load(weights, map_location="cpu"))
    model = _LogProbabilities(network).eval()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            model,
            (torch.full((2, 1, 40, 320), 200.0),),
            str(full),
            input_names=["images"],
            output_names=["chances"],
            dynamic_axes={"images": {0: "lines", 3: "width"}, "chances": {0: "lines", 1: "frames"}},
            opset_version=17,
            dynamo=False,
        )
        _check(model, full)
        kinds = ["MatMul", "Gemm", "LSTM"]
        quantize_dynamic(
            full, target, weight_type=QuantType.QInt8, op_types_to_quantize=kinds, per_channel=True
        )
    target.with_suffix(".charset").write_text(CHARACTERS + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.2f} MB")


def _check(model: nn.Module, path: Path) -> None:
    """The exported graph computes what the network does, at other sizes than it was traced with."""
    session = onnxruntime.InferenceSession(str(path))
    for shape in ((1, 1, 40, 64), (5, 1, 40, 608)):
        images = np.random.default_rng(0).uniform(0, 255, shape).astype(np.float32)
        with torch.no_grad():
            expected = model(torch.from_numpy(images)).numpy()
        found = session.run(None, {"images": images})[0]
        if np.abs(np.exp(found) - np.exp(expected)).max() > 1e-3:
            raise SystemExit(f"{path} computes something else than the network")
