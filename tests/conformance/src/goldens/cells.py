"""RNN (tanh, relu), LSTM and GRU: outputs, final states, loss and every gradient, 24 cases a cell."""

import itertools

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from golden import error, tensor, uniform, values, write

CELLS = {
    "rnn_tanh": lambda *sizes, **options: torch.nn.RNN(*sizes, nonlinearity="tanh", **options),
    "rnn_relu": lambda *sizes, **options: torch.nn.RNN(*sizes, nonlinearity="relu", **options),
    "lstm": torch.nn.LSTM,
    "gru": torch.nn.GRU,
}
INPUT = 3
RAGGED = ([2, 5, 1, 4], [1, 3, 5, 2], [4, 1, 5, 5])  # unsorted on purpose; one example of length 1 in each
FULL = ([5, 5, 5], [4, 4, 4], [5, 5, 5])


def generate():
    for cell_number, name in enumerate(CELLS):
        cases, worst = [], 0.0
        settings = itertools.product((1, 2, 3), (False, True), (True, False), (False, True))
        for case_number, (layers, bidirectional, bias, ragged) in enumerate(settings):
            case, float_error = well_conditioned(name, layers, bidirectional, bias, ragged,
                                                 1000 * (cell_number + 1) + case_number)
            cases.append(case)
            worst = max(worst, float_error)
        write(name, f"torch.nn, cell {name}, float64: see the generator's README for the layout", cases)
        print(f"  PyTorch's own float32 against these: largest error {worst:.1e}")


def well_conditioned(name, layers, bidirectional, bias, ragged, seed):
    """Draws until PyTorch's float32 is ten times nearer than the tests demand: terms of the loss that cancel, or a
    ReLU at its kink, would measure the case and not the implementation."""
    while True:
        case, float_error = one(name, layers, bidirectional, bias, ragged, seed)
        if float_error < 1e-6:
            return case, float_error
        seed += 100


def one(name, layers, bidirectional, bias, ragged, seed):
    """One case, and how far PyTorch's own float32 is from it."""
    source = values(seed)
    hidden = 5 if layers == 2 else 4
    lengths = (RAGGED if ragged else FULL)[layers - 1]
    batch, steps, directions = len(lengths), max(lengths), 2 if bidirectional else 1
    options = {"num_layers": layers, "bidirectional": bidirectional, "bias": bias, "batch_first": True}

    weights = {key: uniform(source, *value.shape, scale=0.75)
               for key, value in CELLS[name](INPUT, hidden, **options).named_parameters()}
    valid = (torch.arange(steps)[None, :] < torch.tensor(lengths)[:, None]).double()[:, :, None]
    states = ("h", "c") if name == "lstm" else ("h",)
    state_shape = (layers * directions, batch, hidden)
    given = {"input": uniform(source, batch, steps, INPUT) * valid}
    given.update({state + "_0": uniform(source, *state_shape) for state in states})
    loss_weights = {"outputs": uniform(source, batch, steps, directions * hidden) * valid}
    loss_weights.update({state + "_n": uniform(source, *state_shape) for state in states})

    def run(dtype):
        return differentiate(CELLS[name](INPUT, hidden, **options).to(dtype), dtype, ragged, lengths,
                             weights, given, loss_weights)

    results, gradients = run(torch.float64)
    float_results, float_gradients = run(torch.float32)
    worst = max([error(float_results[key], results[key]) for key in results]
                + [error(float_gradients[key], gradients[key]) for key in gradients])
    direction = "both" if bidirectional else "forward"
    case = {
        "name": f"{name} layers={layers} {direction} bias={'on' if bias else 'off'} {'ragged' if ragged else 'full'}",
        "layers": layers, "bidirectional": bidirectional, "bias": bias, "ragged": ragged,
        "input_size": INPUT, "hidden_size": hidden, "batch": batch, "steps": steps, "lengths": lengths,
        "parameters": {key: tensor(value) for key, value in weights.items()},
        "given": {key: tensor(value) for key, value in given.items()},
        "loss_weights": {key: tensor(value) for key, value in loss_weights.items()},
        "expected": {key: tensor(value) for key, value in results.items() if key != "loss"},
        "loss": results["loss"].item(),
        "gradients": {key: tensor(value) for key, value in gradients.items()},
    }
    return case, worst


def differentiate(module, dtype, ragged, lengths, weights, given, loss_weights):
    """Runs the module forward and backward in one precision: (results, gradients), each by name."""
    with torch.no_grad():
        for key, parameter in module.named_parameters():
            parameter.copy_(weights[key])
    leaves = {key: value.to(dtype, copy=True).requires_grad_() for key, value in given.items()}
    start = (leaves["h_0"], leaves["c_0"]) if "c_0" in leaves else leaves["h_0"]
    sequence = leaves["input"]
    if ragged:
        sequence = pack_padded_sequence(sequence, torch.tensor(lengths), batch_first=True, enforce_sorted=False)
    outputs, final = module(sequence, start)
    if ragged:
        outputs, _ = pad_packed_sequence(outputs, batch_first=True, padding_value=0.0)
    results = {"outputs": outputs}
    results.update(zip(("h_n", "c_n"), final if isinstance(final, tuple) else (final,)))
    loss = sum((results[key] * weight.to(dtype)).sum() for key, weight in loss_weights.items())
    loss.backward()
    gradients = {key: parameter.grad for key, parameter in module.named_parameters()}
    gradients.update({key: leaf.grad for key, leaf in leaves.items()})
    return {**results, "loss": loss}, gradients
