"""A decoder that attends to its encoder's outputs at each step, with dot and with additive scores; the teacher always, or never."""

import torch

from golden import tensor, uniform, values, write

SIZES = {"source": 7, "target": 6, "embed": 3, "hidden": 4}
BOS = 1
SOURCES = [[4, 2], [1, 5, 3, 3, 6], [6], [2, 5, 0, 1]]
TARGETS = [[3, 2, 5], [4, 1], [2, 2, 0, 5, 3], [5]]


class AdditiveScores(torch.nn.Module):
    """v @ tanh(W q + U memory[s] + b) (Bahdanau et al. 2015)."""

    def __init__(self, size):
        super().__init__()
        self.weight_query = torch.nn.Parameter(torch.empty(size, size))
        self.weight_memory = torch.nn.Parameter(torch.empty(size, size))
        self.bias = torch.nn.Parameter(torch.empty(size))
        self.v = torch.nn.Parameter(torch.empty(size))

    def forward(self, query, memory):
        return torch.tanh(memory @ self.weight_memory.T + self.weight_query @ query + self.bias) @ self.v


class Translator(torch.nn.Module):
    def __init__(self, additive):
        super().__init__()
        self.read = torch.nn.Embedding(SIZES["source"], SIZES["embed"])
        self.encoder = torch.nn.LSTM(SIZES["embed"], SIZES["hidden"])
        self.write = torch.nn.Embedding(SIZES["target"], SIZES["embed"])
        self.decoder = torch.nn.LSTM(SIZES["embed"], SIZES["hidden"])
        self.output = torch.nn.Linear(2 * SIZES["hidden"], SIZES["target"])
        if additive:
            self.scoring = AdditiveScores(SIZES["hidden"])

    def loss(self, source, target, taught):
        """One example, one step after the other, as a tutorial has it."""
        memory, state = self.encoder(self.read(torch.tensor(source)).unsqueeze(1))
        memory = memory[:, 0]
        previous, losses = BOS, []
        for symbol in target:
            out, state = self.decoder(self.write(torch.tensor([previous])).unsqueeze(1), state)
            query = out[0, 0]
            weights = (self.scoring(query, memory) if hasattr(self, "scoring") else memory @ query).softmax(0)
            scores = self.output(torch.cat([query, weights @ memory]))
            losses.append(torch.nn.functional.cross_entropy(scores.unsqueeze(0), torch.tensor([symbol])))
            previous = symbol if taught else int(scores.argmax())
        return torch.stack(losses).mean()


def case(kind, taught):
    source = values(29)
    model = Translator(kind == "additive").double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(uniform(source, *parameter.shape, scale=0.75))
    loss = torch.stack([model.loss(s, t, taught) for s, t in zip(SOURCES, TARGETS)]).mean()
    loss.backward()
    parameters = dict(model.named_parameters())
    return {"name": f"{kind}, {'taught' if taught else 'free'}", "kind": kind, **SIZES, "bos": BOS, "sources": SOURCES,
            "targets": TARGETS, "ratio": 1.0 if taught else 0.0,
            "parameters": {key: tensor(value) for key, value in parameters.items()}, "loss": loss.item(),
            "gradients": {key: tensor(value.grad) for key, value in parameters.items()}}


def generate():
    write("attention", "encoder and decoder LSTM with attention over the encoder's outputs, Linear, cross-entropy",
          [case(kind, taught) for kind in ("dot", "additive") for taught in (True, False)])
