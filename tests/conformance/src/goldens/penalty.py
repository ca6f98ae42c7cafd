"""The gradient penalty of Gulrajani et al. 2017 on recurrent critics: torch.autograd.grad with create_graph, differentiated
again. Examples run one by one, so nothing is padded; the loss is the sum over the examples."""

import torch

from cells import CELLS, INPUT
from golden import error, tensor, uniform, values, write

HIDDEN = 4
LENGTHS = [5, 1, 3]
WEIGHT = 10


def generate():
    cases = [one(name, layers, 11000 + number) for number, (name, layers) in enumerate(
        [("lstm", 1), ("lstm", 2), ("gru", 1), ("rnn_tanh", 1)])]
    write("gradient_penalty", "critic = tanh of the last step times a weight; critic + 10 * (norm of its gradient by the input - 1)^2",
          cases)


def one(name, layers, seed):
    source = values(seed)
    shapes = dict(CELLS[name](INPUT, HIDDEN, layers).named_parameters())
    weights = {key: uniform(source, *value.shape, scale=0.75) for key, value in shapes.items()}
    head = uniform(source, HIDDEN)
    inputs = [uniform(source, length, INPUT) for length in LENGTHS]
    expected = run(name, layers, weights, head, inputs, torch.float64)
    single = run(name, layers, weights, head, inputs, torch.float32)
    worst = max(error(a, b) for a, b in zip(flat(single), flat(expected)))
    if worst > 2e-6:
        raise ValueError(f"{name}: float32 is {worst} away")
    losses, saliency, gradients = expected
    return {"name": f"{name}, {layers} layers", "cell": name, "layers": layers, "lengths": LENGTHS,
            "parameters": {key: tensor(value) for key, value in weights.items()}, "head": tensor(head),
            "given": [tensor(value) for value in inputs], "losses": tensor(losses),
            "saliency": [tensor(value) for value in saliency],
            "gradients": {key: tensor(value) for key, value in gradients.items()}}


def flat(results):
    losses, saliency, gradients = results
    return [losses, *saliency, *gradients.values()]


def run(name, layers, weights, head, inputs, dtype):
    module = CELLS[name](INPUT, HIDDEN, layers).to(dtype)
    with torch.no_grad():
        for key, value in module.named_parameters():
            value.copy_(weights[key])
    head = head.detach().clone().to(dtype).requires_grad_()
    losses, saliency = [], []
    for value in inputs:
        x = value.detach().clone().to(dtype).requires_grad_()
        outputs, _ = module(x[:, None, :])
        critic = (torch.tanh(outputs[-1, 0]) * head).sum()
        gradient, = torch.autograd.grad(critic, x, create_graph=True)
        losses.append(critic + WEIGHT * (gradient.square().sum().sqrt() - 1).square())
        saliency.append(gradient.detach())
    torch.stack(losses).sum().backward()
    gradients = {key: value.grad for key, value in module.named_parameters()}
    gradients["head"] = head.grad
    return torch.stack(losses), saliency, gradients
