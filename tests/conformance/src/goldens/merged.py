"""Bidirectional cells whose directions are added instead of concatenated, between layers too. PyTorch has no such option:
each layer is a module of its own, and the halves of what it gives are added. Layout and names as in cells.py."""

import itertools

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from cells import CELLS, INPUT, FULL, RAGGED
from golden import error, tensor, uniform, values, write

HIDDEN = 4


def generate():
    cases = [well_conditioned(name, layers, ragged, 9000 + number) for number, (name, layers, ragged)
             in enumerate(itertools.product(CELLS, (1, 2), (False, True)))]
    write("merge_sum", "torch.nn cells, one bidirectional module a layer, its halves added; layout of the cells", cases)


def well_conditioned(name, layers, ragged, seed):
    while True:
        case, float_error = one(name, layers, ragged, seed)
        if float_error < 1e-6:
            return case
        seed += 100


def modules(name, layers, dtype):
    return [CELLS[name](INPUT if layer == 0 else HIDDEN, HIDDEN, batch_first=True, bidirectional=True).to(dtype)
            for layer in range(layers)]


def parameters(stack):
    return {key.replace("_l0", f"_l{layer}"): value
            for layer, module in enumerate(stack) for key, value in module.named_parameters()}


def one(name, layers, ragged, seed):
    source = values(seed)
    lengths = (RAGGED if ragged else FULL)[layers - 1]
    batch, steps = len(lengths), max(lengths)
    weights = {key: uniform(source, *value.shape, scale=0.75)
               for key, value in parameters(modules(name, layers, torch.float64)).items()}
    valid = (torch.arange(steps)[None, :] < torch.tensor(lengths)[:, None]).double()[:, :, None]
    states = ("h", "c") if name == "lstm" else ("h",)
    state_shape = (layers * 2, batch, HIDDEN)
    given = {"input": uniform(source, batch, steps, INPUT) * valid}
    given.update({state + "_0": uniform(source, *state_shape) for state in states})
    loss_weights = {"outputs": uniform(source, batch, steps, HIDDEN) * valid}
    loss_weights.update({state + "_n": uniform(source, *state_shape) for state in states})

    def run(dtype):
        stack = modules(name, layers, dtype)
        return differentiate(stack, dtype, lengths, states, weights, given, loss_weights)

    results, gradients = run(torch.float64)
    float_results, float_gradients = run(torch.float32)
    worst = max([error(float_results[key], results[key]) for key in results]
                + [error(float_gradients[key], gradients[key]) for key in gradients])
    return {
        "name": f"{name} layers={layers} {'ragged' if ragged else 'full'}", "cell": name,
        "layers": layers, "bidirectional": True, "bias": True, "ragged": ragged,
        "input_size": INPUT, "hidden_size": HIDDEN, "batch": batch, "steps": steps, "lengths": lengths,
        "parameters": {key: tensor(value) for key, value in weights.items()},
        "given": {key: tensor(value) for key, value in given.items()},
        "loss_weights": {key: tensor(value) for key, value in loss_weights.items()},
        "expected": {key: tensor(value) for key, value in results.items() if key != "loss"},
        "loss": results["loss"].item(),
        "gradients": {key: tensor(value) for key, value in gradients.items()},
    }, worst


def differentiate(stack, dtype, lengths, states, weights, given, loss_weights):
    own = parameters(stack)
    with torch.no_grad():
        for key, parameter in own.items():
            parameter.copy_(weights[key])
    leaves = {key: value.to(dtype, copy=True).requires_grad_() for key, value in given.items()}
    sequence, finals = leaves["input"], []
    for layer, module in enumerate(stack):
        start = tuple(leaves[state + "_0"][2 * layer:2 * layer + 2].contiguous() for state in states)
        packed = pack_padded_sequence(sequence, torch.tensor(lengths), batch_first=True, enforce_sorted=False)
        outputs, final = module(packed, start if len(states) == 2 else start[0])
        outputs, _ = pad_packed_sequence(outputs, batch_first=True)
        sequence = outputs[..., :HIDDEN] + outputs[..., HIDDEN:]
        finals.append(final if isinstance(final, tuple) else (final,))
    results = {"outputs": sequence}
    results.update({state + "_n": torch.cat([final[number] for final in finals]) for number, state in enumerate(states)})
    loss = sum((results[key] * weight.to(dtype)).sum() for key, weight in loss_weights.items())
    loss.backward()
    gradients = {key: parameter.grad for key, parameter in own.items()}
    gradients.update({key: leaf.grad for key, leaf in leaves.items()})
    return {**results, "loss": loss}, gradients
