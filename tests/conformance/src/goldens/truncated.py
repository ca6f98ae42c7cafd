"""Truncated back-propagation: chunks of a text in two lanes, states carried without gradient, a step of SGD after each."""

import torch

from golden import tensor, uniform, values, write

SIZES = {"symbols": 7, "embed": 3, "hidden": 4}
RATE = 0.5
LANES = [[3, 0, 6, 2, 2, 5, 1, 4, 3, 3, 0], [1, 1, 4, 6, 0, 2, 5, 5, 6, 3, 2]]
CHUNKS = [(0, 4), (4, 5), (5, 8), (8, 10)]


class CharacterModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(SIZES["symbols"], SIZES["embed"])
        self.encoder = torch.nn.LSTM(SIZES["embed"], SIZES["hidden"], 2, batch_first=True)
        self.output = torch.nn.Linear(SIZES["hidden"], SIZES["symbols"])

    def forward(self, text, states):
        outputs, states = self.encoder(self.embedding(text), states)
        return self.output(outputs), tuple(state.detach() for state in states)


def generate():
    source = values(17)
    model = CharacterModel().double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(uniform(source, *parameter.shape, scale=0.75))
    start = {key: tensor(value) for key, value in model.named_parameters()}
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    text, states, losses = torch.tensor(LANES), None, []
    for first, behind in CHUNKS:
        optimizer.zero_grad()
        scores, states = model(text[:, first:behind], states)
        loss = torch.nn.functional.cross_entropy(
            scores.reshape(-1, SIZES["symbols"]), text[:, first + 1:behind + 1].reshape(-1))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    write("truncated", "Embedding, LSTM(2 layers), Linear, cross-entropy: SGD on chunks with detached states", [{
        "name": "truncated", **SIZES, "rate": RATE, "lanes": LANES,
        "chunks": [list(chunk) for chunk in CHUNKS], "parameters": start, "losses": losses,
        "expected": {key: tensor(value) for key, value in model.named_parameters()},
        "h_n": tensor(states[0]), "c_n": tensor(states[1])}])
