"""A conditional random field by going through all paths: loss, gradients, and the best path; transitions are [to, from]."""

import itertools

import torch

from golden import tensor, uniform, values, write

LABELS = 3
PATHS = [[0, 2, 1, 1], [1], [2, 0], [0, 0, 1, 2, 2]]


def score(path, scores, transitions, start, end):
    total = start[path[0]] + end[path[-1]] + sum(scores[t, label] for t, label in enumerate(path))
    return total + sum(transitions[b, a] for a, b in zip(path, path[1:]))


def case():
    source = values(31)
    transitions = uniform(source, LABELS, LABELS, scale=1.5).requires_grad_()
    start = uniform(source, LABELS, scale=1.0).requires_grad_()
    end = uniform(source, LABELS, scale=1.0).requires_grad_()
    examples, losses = [], []
    for path in PATHS:
        scores = uniform(source, len(path), LABELS, scale=2.0).requires_grad_()
        every = list(itertools.product(range(LABELS), repeat=len(path)))
        totals = torch.stack([score(p, scores, transitions, start, end) for p in every])
        losses.append(totals.logsumexp(0) - score(path, scores, transitions, start, end))
        examples.append({"scores": scores, "path": path, "best": list(every[int(totals.argmax())])})
    loss = torch.stack(losses).mean()
    loss.backward()
    return {"name": "three labels", "labels": LABELS, "loss": loss.item(), "losses": [one.item() for one in losses],
            "transitions": tensor(transitions), "start": tensor(start), "end": tensor(end),
            "d_transitions": tensor(transitions.grad), "d_start": tensor(start.grad), "d_end": tensor(end.grad),
            "examples": [{"scores": tensor(e["scores"]), "d_scores": tensor(e["scores"].grad), "path": e["path"], "best": e["best"]}
                         for e in examples]}


def generate():
    write("crf", "a linear-chain conditional random field, all paths enumerated", [case()])
