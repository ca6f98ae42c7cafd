"""A whole model: embedding, two bidirectional LSTM layers over ragged text, linear layer, cross-entropy."""

import json
import struct

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

from golden import FOLDER, tensor, uniform, values, write

SIZES = {"vocab": 11, "embed": 3, "hidden": 4, "layers": 2, "classes": 3}
TOKENS = [[4, 7], [1, 9, 3, 3, 10], [6], [2, 5, 8, 1]]
LABELS = [2, 0, 1, 0]


class Classifier(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(SIZES["vocab"], SIZES["embed"], padding_idx=0)
        self.encoder = torch.nn.LSTM(SIZES["embed"], SIZES["hidden"], SIZES["layers"], bidirectional=True,
                                     batch_first=True)
        self.output = torch.nn.Linear(2 * SIZES["hidden"], SIZES["classes"])

    def forward(self, tokens):
        lengths = torch.tensor([len(example) for example in tokens])
        padded = pad_sequence([torch.tensor(example) for example in tokens], batch_first=True, padding_value=0)
        packed = pack_padded_sequence(self.embedding(padded), lengths, batch_first=True, enforce_sorted=False)
        _, (final, _) = self.encoder(packed)
        return self.output(torch.cat((final[-2], final[-1]), dim=1))


def generate():
    source = values(7)
    model = Classifier().double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(uniform(source, *parameter.shape, scale=0.75))
        model.embedding.weight[0] = 0.0
    logits = model(TOKENS)
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(LABELS))
    loss.backward()
    parameters = dict(model.named_parameters())
    write("classifier", "Embedding(padding 0), LSTM(2 layers, both directions), last of both, Linear, cross-entropy", [{
        "name": "classifier", **SIZES, "tokens": TOKENS, "lengths": [len(example) for example in TOKENS],
        "labels": LABELS, "parameters": {key: tensor(value) for key, value in parameters.items()},
        "logits": tensor(logits), "probabilities": tensor(torch.softmax(logits, dim=-1)), "loss": loss.item(),
        "gradients": {key: tensor(value.grad) for key, value in parameters.items()}}])
    write_safetensors(FOLDER / "classifier.safetensors", parameters)


def write_safetensors(path, parameters):
    """The safetensors format, by hand: u64 length of the header, JSON padded with spaces to 8, little-endian data."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, value in parameters.items():
        numbers = value.detach().float().reshape(-1).tolist()
        encoded = struct.pack(f"<{len(numbers)}f", *numbers)
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(encoded)]}
        data += encoded
    head = json.dumps(header, separators=(",", ":")).encode("utf-8")
    head += b" " * (-len(head) % 8)
    path.write_bytes(struct.pack("<Q", len(head)) + head + data)
    print(f"{path.name}: {len(parameters)} tensors, {path.stat().st_size:,} bytes")
