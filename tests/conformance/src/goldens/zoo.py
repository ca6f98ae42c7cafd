"""The library's cells, step by step from their papers' equations: outputs, final states, loss and every gradient.
`zoo_cells.py` has the equations; here are layers, directions, ragged batches, initial states."""

import torch

from golden import error, tensor, uniform, values, write
from zoo_cells import CELLS

INPUT, HIDDEN = 3, 4
FULL, RAGGED = (5, 5, 5), (2, 5, 1, 4)
TWO_LAYERS = {"layers": 2, "bidirectional": True}


def generate():
    cases = []
    for number, (name, cell) in enumerate(CELLS.items()):
        for setting, (options, lengths, given, shape) in enumerate(settings(cell)):
            cases.append(case(name, cell, options, lengths, given, shape, 9000 + 100 * number + setting))
    write("zoo", "cells of seq.nn, float64, from the equations of their papers: see the generator's README", cases)


def settings(cell):
    """Full from given states; ragged from the cell's own, with each option; two layers in both directions, ragged."""
    yield {}, FULL, True, {}
    for options in cell.variants:
        yield options, RAGGED, False, {}
    yield {}, RAGGED, True, cell.deep or TWO_LAYERS


def case(name, cell, options, lengths, given, shape, seed):
    while True:
        found, worst = one(name, cell, options, lengths, given, shape, seed)
        if worst < 2e-6:
            return found
        seed += 10000


def one(name, cell, options, lengths, given, shape, seed):
    source = values(seed)
    layers, both = shape.get("layers", 1), shape.get("bidirectional", False)
    directions = 2 if both else 1
    copies = [f"_l{layer}{suffix}" for layer in range(layers) for suffix in ("", "_reverse")[:directions]]
    summed = shape.get("merge") == "sum"
    weights, inputs = {}, INPUT
    for index in range(layers):
        for suffix in copies[index * directions:(index + 1) * directions]:
            for key, value in cell.parameters(source, inputs, HIDDEN, options).items():
                weights[key + suffix] = value
        inputs = cell.output(inputs, HIDDEN) * (1 if summed else directions)
    states = cell.states(INPUT, HIDDEN)
    kept = [key for key in states if key not in cell.private]
    examples = []
    for length in lengths:
        example = {"x": uniform(source, length, INPUT), "weight_outputs": uniform(source, length, inputs)}
        for key in kept:
            if given:
                start = [cell.start(source, key, states[key]) for _ in copies]
                example[key + "_0"] = torch.stack(start)
            example["weight_" + key] = uniform(source, len(copies), *states[key])
        examples.append(example)

    def run(dtype):
        p = {key: value.to(dtype, copy=True).requires_grad_(key.split("_l")[0] not in cell.fixed)
             for key, value in weights.items()}
        leaves = [{key: value.to(dtype, copy=True).requires_grad_() for key, value in e.items()} for e in examples]
        results = [forward(cell, p, e, copies, directions, summed, options, given, kept) for e in leaves]
        loss = sum((r[key] * e["weight_" + key]).sum() for r, e in zip(results, leaves) for key in r)
        loss.backward()
        gradients = {key: value.grad for key, value in p.items() if value.requires_grad}
        wanted = ["x"] + [key + "_0" for key in kept if given and key not in cell.counters]
        return loss, results, gradients, [{key: e[key].grad for key in wanted} for e in leaves]

    loss, results, gradients, of_inputs = run(torch.float64)
    cell.confirm(weights, examples, results, layers, both)
    float_loss, float_results, float_gradients, _ = run(torch.float32)
    worst = max([error(float_loss, loss)] + [error(float_gradients[key], gradients[key]) for key in gradients]
                + [error(f[key], r[key]) for f, r in zip(float_results, results) for key in r])
    settings_text = "".join(f", {key} = {text(value)}" for key, value in {**cell.sizes, **options, **shape}.items())
    kind = ("full" if lengths == FULL else "ragged") + (", from given states" if given else "")
    return {"name": f"{name}{settings_text}, {kind}",
            "part": f"{name}({cell.arguments}{settings_text})", "mode": cell.mode,
            "columns": inputs, "states": {key: len(states[key]) + 1 for key in kept}, "given": given,
            "parameters": {key: tensor(value) for key, value in weights.items()},
            "examples": [{key: tensor(value) for key, value in e.items()} for e in examples],
            "expected": [{key: tensor(value) for key, value in r.items()} for r in results], "loss": loss.item(),
            "gradients": {key: tensor(value) for key, value in gradients.items()},
            "input_gradients": [{key: tensor(value) for key, value in e.items()} for e in of_inputs]}, worst


def forward(cell, p, example, copies, directions, summed, options, given, kept):
    """All layers and directions over one example: what they give, and their final states."""
    sequence, final = example["x"], {key: [] for key in kept}
    for first in range(0, len(copies), directions):
        outputs = []
        for index in range(first, first + directions):
            own = {key[:-len(copies[index])]: value for key, value in p.items() if key.endswith(copies[index])}
            state = {key: example[key + "_0"][index] for key in kept} if given else {}
            steps, state = one_direction(cell, own, sequence, state, options, directions == 2 and index % 2 == 1)
            outputs.append(steps)
            for key in kept:
                final[key].append(state[key])
        sequence = sum(outputs) if summed else torch.cat(outputs, dim=1)
    return {"outputs": sequence, **{key: torch.stack(value) for key, value in final.items()}}


def one_direction(cell, p, sequence, state, options, reverse):
    steps = [None] * len(sequence)
    for t in reversed(range(len(sequence))) if reverse else range(len(sequence)):
        steps[t], state = cell.step(p, sequence[t], state, options)
    return torch.stack(steps), state


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)
