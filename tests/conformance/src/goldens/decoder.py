"""Sequence to sequence: encoder and decoder of two LSTM layers, with the teacher always, or never."""

import torch

from golden import tensor, uniform, values, write

SIZES = {"source": 7, "target": 6, "embed": 3, "hidden": 4}
BOS = 1
SOURCES = [[4, 2], [1, 5, 3, 3, 6], [6], [2, 5, 0, 1]]
TARGETS = [[3, 2, 5], [4, 1], [2, 2, 0, 5, 3], [5]]


class Translator(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.read = torch.nn.Embedding(SIZES["source"], SIZES["embed"])
        self.encoder = torch.nn.LSTM(SIZES["embed"], SIZES["hidden"], 2)
        self.write = torch.nn.Embedding(SIZES["target"], SIZES["embed"])
        self.decoder = torch.nn.LSTM(SIZES["embed"], SIZES["hidden"], 2)
        self.output = torch.nn.Linear(SIZES["hidden"], SIZES["target"])

    def loss(self, source, target, taught):
        """One example, one step after the other, as a tutorial has it."""
        _, state = self.encoder(self.read(torch.tensor(source)).unsqueeze(1))
        previous, losses = BOS, []
        for symbol in target:
            out, state = self.decoder(self.write(torch.tensor([previous])).unsqueeze(1), state)
            scores = self.output(out[0])
            losses.append(torch.nn.functional.cross_entropy(scores, torch.tensor([symbol])))
            previous = symbol if taught else int(scores.argmax())
        return torch.stack(losses).mean()


def case(name, taught):
    source = values(23)
    model = Translator().double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(uniform(source, *parameter.shape, scale=0.75))
    loss = torch.stack([model.loss(s, t, taught) for s, t in zip(SOURCES, TARGETS)]).mean()
    loss.backward()
    parameters = dict(model.named_parameters())
    return {"name": name, **SIZES, "bos": BOS, "sources": SOURCES, "targets": TARGETS, "ratio": 1.0 if taught else 0.0,
            "parameters": {key: tensor(value) for key, value in parameters.items()}, "loss": loss.item(),
            "gradients": {key: tensor(value.grad) for key, value in parameters.items()}}


def generate():
    write("decoder", "encoder and decoder LSTM(2 layers), Linear, cross-entropy; the teacher always, or never",
          [case("taught", True), case("free", False)])
