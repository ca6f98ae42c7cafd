"""Linear, Embedding, softmax and log-softmax, cross-entropy, mean squared error: results and gradients."""

import torch
from torch.nn import functional

from golden import tensor, uniform, values, write


def generate():
    write("linear", "torch.nn.Linear on matrices and on rank 3", [
        linear("matrix, bias on", (4, 3), 5, True, 1), linear("matrix, bias off", (4, 3), 5, False, 2),
        linear("rank 3", (2, 3, 3), 4, True, 3), linear("one row, one column", (1, 1), 1, True, 4)])
    write("embedding", "torch.nn.Embedding; the padding row takes part in the result and gets no gradient", [
        embedding("no padding row, repeated tokens", [3, 0, 3, 6, 3], None, 11),
        embedding("padding row 0", [0, 2, 5, 2, 0, 1], 0, 12),
        embedding("padding row 2", [2, 1, 2, 4, 6], 2, 13)])
    for name in ("softmax", "log_softmax"):
        write(name, f"torch.nn.functional.{name} over the last axis", softmaxes(name))
    write("cross_entropy", "torch.nn.functional.cross_entropy; ignore_index -100 and label_smoothing 0 mean unused",
          cross_entropies())
    write("mse", "torch.nn.functional.mse_loss", [
        mse("mean", (4, 3), 41), mse("sum", (4, 3), 42), mse("mean", (1, 1), 43), mse("mean", (5,), 44)])


def case(name, settings, given, result, loss_weights=None):
    """Differentiates sum(result * loss_weights), or the result itself where it is a scalar."""
    objective = result if loss_weights is None else (result * loss_weights).sum()
    objective.backward()
    weights = {} if loss_weights is None else {"loss_weights": tensor(loss_weights)}
    return {"name": name, **settings, "given": {key: tensor(value) for key, value in given.items()}, **weights,
            "expected": tensor(result), "gradients": {key: tensor(value.grad) for key, value in given.items()
                                                      if value.requires_grad}}


def linear(name, shape, outputs, bias, seed):
    source = values(seed)
    given = {"input": uniform(source, *shape), "weight": uniform(source, outputs, shape[-1])}
    if bias:
        given["bias"] = uniform(source, outputs)
    learn(given)
    result = functional.linear(given["input"], given["weight"], given.get("bias"))
    return case(name, {}, given, result, uniform(source, *result.shape))


def embedding(name, tokens, padding, seed):
    source = values(seed)
    given = learn({"weight": uniform(source, 7, 3)})
    result = functional.embedding(torch.tensor(tokens), given["weight"], padding_idx=padding)
    settings = {"tokens": tokens, "padding_idx": -1 if padding is None else padding}
    return case(name, settings, given, result, uniform(source, *result.shape))


def softmaxes(name):
    source = values(21)
    inputs = {"matrix": uniform(source, 3, 5, scale=3), "one class": uniform(source, 2, 1),
              "rank 3": uniform(source, 2, 2, 3),
              "large values": torch.tensor([[1000., 999., -1000.], [-500., -501., -500.]]).double()}
    cases = []
    for title, value in inputs.items():
        given = learn({"input": value.clone()})
        result = getattr(functional, name)(given["input"], dim=-1)
        cases.append(case(title, {}, given, result, uniform(source, *result.shape)))
    return cases


def cross_entropies():
    source = values(31)
    logits = uniform(source, 4, 3, scale=2)
    large = torch.tensor([[200., -200., 0.], [-90., 30., 31.]]).double()
    weight = torch.tensor([0.5, 1.0, 2.5]).double()
    return [
        cross_entropy("mean", logits, [2, 0, 1, 1]),
        cross_entropy("sum", logits, [2, 0, 1, 1], reduction="sum"),
        cross_entropy("one example", logits[:1], [1]),
        cross_entropy("large logits", large, [1, 2]),
        cross_entropy("class weights", logits, [2, 0, 1, 1], weight=weight),
        cross_entropy("label smoothing", logits, [2, 0, 1, 1], label_smoothing=0.1),
        cross_entropy("ignored index", logits, [2, 0, 1, 0], ignore_index=0),
        cross_entropy("weights, smoothing and ignored index", logits, [2, 0, 1, 2], weight=weight,
                      label_smoothing=0.2, ignore_index=1),
    ]


def cross_entropy(name, logits, labels, weight=None, reduction="mean", label_smoothing=0.0, ignore_index=-100):
    given = learn({"logits": logits.clone()})
    result = functional.cross_entropy(given["logits"], torch.tensor(labels), weight=weight, reduction=reduction,
                                      label_smoothing=label_smoothing, ignore_index=ignore_index)
    settings = {"labels": labels, "reduction": reduction, "label_smoothing": label_smoothing,
                "ignore_index": ignore_index, "class_weights": [] if weight is None else weight.tolist()}
    return case(name, settings, given, result)


def mse(reduction, shape, seed):
    source = values(seed)
    given = learn({"input": uniform(source, *shape), "target": uniform(source, *shape)})
    result = functional.mse_loss(given["input"], given["target"], reduction=reduction)
    return case(f"{reduction} {list(shape)}", {"reduction": reduction}, given, result)


def learn(given):
    for value in given.values():
        value.requires_grad_()
    return given
