"""Weights for torch out of an exported model, so that training goes on where only the ONNX file is left."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.network import HIDDEN, Recogniser

_GATES = (0, 2, 3, 1)  # ONNX has input, output, forget, cell; torch has input, forget, cell, output


def recovered(model: Path, images: torch.Tensor) -> Recogniser:
    """The network whose export `model` is, up to the rounding of its int8 weights.

    Batch normalisation was folded into the convolutions: its statistics are taken anew from `images` (lines
    as `collate` makes them, a few hundred), so that the network goes on from the same function in training
    too.
    """
    graph = onnx.load(str(model)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    inputs = {
        node.op_type: [list(n.input) for n in graph.node if n.op_type == node.op_type] for node in graph.node
    }
    network = Recogniser()
    with torch.no_grad():
        _unfold(network, [(stored[names[1]], stored[names[2]]) for names in inputs["Conv"]], images)
        for layer, names in zip((network.projection, network.output), inputs["MatMulInteger"], strict=True):
            layer.weight.copy_(torch.from_numpy(_dequantised(stored, names[1]).T.copy()))
        network.projection.bias.copy_(torch.from_numpy(stored["network.projection.bias"].copy()))
        network.output.bias.copy_(torch.from_numpy(stored["network.output.bias"].copy()))
        for depth, names in enumerate(inputs["DynamicQuantizeLSTM"]):
            _fill_lstm(network.recurrent, depth, stored, names)
    return network.eval()


def _dequantised(stored: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """One scale for all weights, or one for each column; an LSTM's has both directions first."""
    base, weights = name.removesuffix("_quantized"), stored[name]
    scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
    if weights.ndim == 3:
        scale, zero = scale.reshape(len(weights), 1, -1), zero.reshape(len(weights), 1, -1)
    return (weights.astype(np.float32) - zero.astype(np.float32)) * scale


def _fill_lstm(lstm: nn.LSTM, depth: int, stored: Mapping[str, np.ndarray], names: list[str]) -> None:
    """names: of the node's inputs: 1 weights of the input, 2 of the state, both (direction, from, 4 × to),
    3 biases."""
    biases = stored[names[3]].reshape(2, 2, 4 * HIDDEN)
    for direction, suffix in enumerate(("", "_reverse")):
        for name, kind, bias in ((names[1], "ih", 0), (names[2], "hh", 1)):
            weights = _dequantised(stored, name)[direction].T
            getattr(lstm, f"weight_{kind}_l{depth}{suffix}").copy_(_torch_gates(weights))
            getattr(lstm, f"bias_{kind}_l{depth}{suffix}").copy_(_torch_gates(biases[direction, bias]))


def _torch_gates(rows: np.ndarray) -> torch.Tensor:
    blocks = np.split(rows, 4)
    return torch.from_numpy(np.concatenate([blocks[gate] for gate in _GATES]))


def _unfold(network: Recogniser, folded: list[tuple[np.ndarray, np.ndarray]], images: torch.Tensor) -> None:
    """A channel's scale is free before a normalisation: its weights get the size that fresh ones have."""
    flow = (images - 200.0) / 80.0
    triples = zip(network.convolutions[0::3], network.convolutions[1::3], folded, strict=True)
    for convolution, normal, (kernel, bias) in triples:
        weights, offset = torch.from_numpy(kernel.copy()), torch.from_numpy(bias.copy())
        size = weights.flatten(1).square().mean(1).sqrt().clamp(min=1e-8) * weights[0].numel() ** 0.5
        convolution.weight.copy_(weights / size[:, None, None, None])
        drawn = convolution(flow)
        normal.running_mean.copy_(drawn.mean((0, 2, 3)))
        normal.running_var.copy_(drawn.var((0, 2, 3)))
        normal.weight.copy_(size * (normal.running_var + normal.eps).sqrt())
        normal.bias.copy_(offset + size * normal.running_mean)
        normal.eval()
        flow = torch.relu(normal(drawn))
