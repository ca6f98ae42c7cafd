"""Huber, smooth L1, binary and multi-label cross-entropy, NLL: the loss of each row, added up, and its gradient."""

import torch
from torch.nn import functional

from golden import tensor, uniform, values, write

SHAPE = (4, 3)
LABELS = [2, 0, 1, 1]


def generate():
    about = ("torch.nn.functional losses: a row is an example, its loss the mean over the row; the sum over the rows. "
             "`seq` is the same in the language")
    write("losses", about, [
        case("huber", "huber(input, target)", lambda x, y, w: rows(functional.huber_loss(x, y, reduction="none"))),
        case("huber, delta 0.3", "huber(input, target, delta = 0.3)",
             lambda x, y, w: rows(functional.huber_loss(x, y, reduction="none", delta=0.3))),
        case("smooth l1", "smooth_l1(input, target)",
             lambda x, y, w: rows(functional.smooth_l1_loss(x, y, reduction="none"))),
        case("smooth l1, beta 0.3", "smooth_l1(input, target, beta = 0.3)",
             lambda x, y, w: rows(functional.smooth_l1_loss(x, y, reduction="none", beta=0.3))),
        case("l1", "l1(input, target)", lambda x, y, w: rows(functional.l1_loss(x, y, reduction="none"))),
        case("mse", "mse(input, target)", lambda x, y, w: rows(functional.mse_loss(x, y, reduction="none"))),
        case("labels", "multilabel_cross_entropy(input, sigmoid(target))",
             lambda x, y, w: rows(functional.binary_cross_entropy_with_logits(x, y.sigmoid(), reduction="none"))),
        case("labels, weights of positives", "multilabel_cross_entropy(input, sigmoid(target), positive = weights)",
             lambda x, y, w: rows(functional.binary_cross_entropy_with_logits(
                 x, y.sigmoid(), pos_weight=w, reduction="none"))),
        case("one label", "binary_cross_entropy(max(input), sigmoid(max(target)), positive = 3)",
             lambda x, y, w: functional.binary_cross_entropy_with_logits(
                 x.max(dim=1)[0], y.max(dim=1)[0].sigmoid(), pos_weight=torch.tensor(3.0), reduction="none")),
        case("large scores", "multilabel_cross_entropy(100 * input, sigmoid(100 * target))",
             lambda x, y, w: rows(functional.binary_cross_entropy_with_logits(
                 100 * x, (100 * y).sigmoid(), reduction="none"))),
        case("nll", "nll(input, label)",
             lambda x, y, w: functional.nll_loss(x, torch.tensor(LABELS), reduction="none")),
        case("nll, weights, ignored class", "nll(input, label, weights = weights, ignored = 1)",
             lambda x, y, w: functional.nll_loss(x, torch.tensor(LABELS), weight=w, ignore_index=1, reduction="none")),
        case("cross-entropy with probabilities", "soft_cross_entropy(input, softmax(target))",
             lambda x, y, w: functional.cross_entropy(x, y.softmax(dim=1), reduction="none")),
    ])


def rows(losses):
    return losses.mean(dim=1)


def case(name, seq, loss):
    source = values(51)
    given = {"input": uniform(source, *SHAPE, scale=2).requires_grad_(), "target": uniform(source, *SHAPE),
             "weights": uniform(source, SHAPE[1]).abs() + 0.5}
    result = loss(given["input"], given["target"], given["weights"]).sum()
    result.backward()
    return {"name": name, "seq": seq, "labels": LABELS, "given": {key: tensor(value) for key, value in given.items()},
            "expected": tensor(result), "gradients": {"input": tensor(given["input"].grad)}}
