"""What all golden files share: reproducible values, the JSON layout, the measure of error."""

import json
import math
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent.parent / "test" / "resources" / "goldens"


def values(seed):
    """A source of random numbers of its own for one case, so that adding a case changes no other."""
    return torch.Generator().manual_seed(seed)


def uniform(source, *shape, scale=1.0):
    """Uniform in (-scale, scale): drawn in float32, hence exact in float32, then widened to float64."""
    return ((torch.rand(*shape, generator=source, dtype=torch.float32) * 2 - 1) * scale).double()


def tensor(value):
    """The JSON form of every tensor of floats: its shape, and its values in row-major order."""
    value = value.detach()
    return {"shape": list(value.shape), "data": [float(number) for number in value.reshape(-1)]}


def error(actual, expected):
    """The measure of the README: largest absolute difference over the largest expected absolute value."""
    scale = expected.detach().abs().max().item() if expected.numel() else 0.0
    difference = (actual.detach().double() - expected.detach()).abs().max().item() if expected.numel() else 0.0
    return difference / scale if scale > 0 else difference


def write(name, about, cases):
    """Writes one golden file: a sentence on what it holds, the version of PyTorch, the cases."""
    document = {"about": about, "torch": torch.__version__.split("a")[0], "cases": cases}
    path = FOLDER / (name + ".json")
    path.write_text(text(document, 0) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size:,} bytes")


def text(value, depth):
    """JSON with an entry a line for objects and lists of objects; tensors and lists of numbers stay on one line."""
    if isinstance(value, dict) and set(value) != {"shape", "data"}:
        inner = [f"{json.dumps(key)}: {text(entry, depth + 1)}" for key, entry in value.items()]
        return block("{", inner, "}", depth)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return block("[", [text(entry, depth + 1) for entry in value], "]", depth)
    return line(value)


def block(opening, inner, closing, depth):
    if not inner:
        return opening + closing
    margin = " " * (depth + 1)
    return opening + "\n" + ",\n".join(margin + entry for entry in inner) + "\n" + " " * depth + closing


def line(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {line(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(line(entry) for entry in value) + "]"
    if isinstance(value, float):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def number(value):
    """Nine significant digits: enough to give every float32 back exactly."""
    if not math.isfinite(value):
        raise ValueError("a golden value is not finite")
    return "0" if value == 0 else f"{value:.9g}"
