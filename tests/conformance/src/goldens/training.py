"""Optimisers, clipping by global norm, schedules: trajectories under given gradients and metrics."""

import torch

from golden import tensor, uniform, values, write

STEPS = 20

OPTIMIZERS = [
    ("SGD", torch.optim.SGD, {"lr": 0.1}),
    ("SGD", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    ("SGD", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
    ("SGD", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "dampening": 0.5}),
    ("SGD", torch.optim.SGD, {"lr": 0.1, "weight_decay": 0.05}),
    ("SGD", torch.optim.SGD, {"lr": 0.05, "momentum": 0.8, "nesterov": True, "weight_decay": 0.01}),
    ("Adam", torch.optim.Adam, {"lr": 0.01}),
    ("Adam", torch.optim.Adam, {"lr": 0.1, "betas": (0.8, 0.95), "eps": 1e-6}),
    ("Adam", torch.optim.Adam, {"lr": 0.01, "weight_decay": 0.1}),
    ("AdamW", torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.0}),
    ("AdamW", torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1}),
    ("AdamW", torch.optim.AdamW, {"lr": 0.1, "betas": (0.8, 0.95), "weight_decay": 0.01}),
    ("RMSprop", torch.optim.RMSprop, {"lr": 0.01}),
    ("RMSprop", torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "eps": 1e-6, "weight_decay": 0.05}),
    ("RMSprop", torch.optim.RMSprop, {"lr": 0.01, "momentum": 0.9}),
    ("RMSprop", torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "eps": 1e-3, "centered": True}),
    ("RMSprop", torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.95, "eps": 1e-3, "centered": True, "momentum": 0.5}),
]

# Falls, stalls, gets worse, falls by less than a threshold, falls again: each setting reacts elsewhere.
METRICS = [1.0, 0.9, 0.8, 0.8, 0.79995, 0.7999, 0.85, 0.81, 0.8, 0.7, 0.69999, 0.69998, 0.69997, 0.69996, 0.71,
           0.72, 0.73, 0.72, 0.71, 0.70, 0.60, 0.60, 0.60, 0.60, 0.60, 0.60, 0.595, 0.5945, 0.60, 0.60, 0.60, 0.60]

PLATEAUS = [
    {"factor": 0.5, "patience": 2},
    {"factor": 0.1, "patience": 0},
    {"factor": 0.5, "patience": 3, "threshold": 0.01},
    {"factor": 0.5, "patience": 1, "threshold": 0.001, "threshold_mode": "abs"},
    {"factor": 0.5, "patience": 1, "cooldown": 3},
    {"factor": 0.1, "patience": 1, "min_lr": 0.003},
    {"factor": 0.5, "patience": 2, "mode": "max"},
    {"factor": 0.3, "patience": 2, "mode": "max", "threshold": 0.02, "threshold_mode": "abs", "cooldown": 1},
    {"factor": 0.01, "patience": 0, "eps": 1e-6},
]


def generate():
    write("optimizers", "torch.optim: a parameter after each of twenty steps under given gradients",
          [trajectory(name, make, options, 50 + seed) for seed, (name, make, options) in enumerate(OPTIMIZERS)])
    write("clip_grad_norm", "torch.nn.utils.clip_grad_norm_, 2-norm over all gradients together",
          [clipping(limit, scale, 80 + seed) for seed, (limit, scale) in
           enumerate(((1.0, 1.0), (0.1, 5.0), (100.0, 1.0), (1.0, 0.0)))])
    write("reduce_on_plateau", "torch.optim.lr_scheduler.ReduceLROnPlateau: the rate after each metric",
          [plateau(options) for options in PLATEAUS])
    write("schedules", "torch.optim.lr_scheduler: the rate before each step, and after the last", list(curves()))
    write("cross_entropy_options", "torch.nn.functional.cross_entropy with its options, mean",
          [smoothed(0.1, False, -100), smoothed(0.0, True, -100), smoothed(0.0, False, 1), smoothed(0.2, True, -1),
           smoothed(1.0, False, 2)])


def describe(name, options):
    return " ".join([name] + [f"{key}={value}" for key, value in options.items()])


def trajectory(name, make, options, seed):
    source = values(seed)
    start = uniform(source, 2, 3)
    gradients = [uniform(source, 2, 3) for _ in range(STEPS)]
    for step, gradient in enumerate(gradients):
        gradient[0, 1] = 0.0                                # never any gradient
        gradient[1, 2] *= float(torch.tensor(1e-5).float()) if step % 2 else 1.0
        gradient.copy_(gradient.float())
    parameter = torch.nn.Parameter(start.clone())
    optimizer = make([parameter], **options)
    after = []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        after.append(tensor(parameter.clone()))
    group = optimizer.param_groups[0]
    keys = (("lr", "momentum", "dampening", "weight_decay", "nesterov") if name == "SGD" else
            ("lr", "eps", "weight_decay", "alpha", "centered", "momentum") if name == "RMSprop" else
            ("lr", "eps", "weight_decay"))
    settings = {key: group[key] if isinstance(group[key], bool) else float(group[key]) for key in keys}
    if name.startswith("Adam"):
        settings["beta1"], settings["beta2"] = group["betas"]
    return {"name": describe(name, options), "optimizer": name, "settings": settings, "start": tensor(start),
            "gradients": [tensor(gradient) for gradient in gradients], "expected": after}


def clipping(limit, scale, seed):
    source = values(seed)
    gradients = [uniform(source, *shape, scale=scale) for shape in ((2, 3), (4,), (1, 1))]
    parameters = [torch.nn.Parameter(torch.zeros_like(gradient)) for gradient in gradients]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient.clone()
    norm = torch.nn.utils.clip_grad_norm_(parameters, limit)
    return {"name": f"max_norm={limit} gradients up to {scale}", "max_norm": limit,
            "gradients": [tensor(gradient) for gradient in gradients], "norm": norm.item(),
            "expected": [tensor(parameter.grad) for parameter in parameters]}


def plateau(options):
    metrics = [1 - metric for metric in METRICS] if options.get("mode") == "max" else METRICS
    metrics = [round(metric, 6) for metric in metrics]
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **options)
    rates = []
    for metric in metrics:
        scheduler.step(metric)
        rates.append(float(optimizer.param_groups[0]["lr"]))
    settings = {key: getattr(scheduler, key) for key in
                ("mode", "factor", "patience", "threshold", "threshold_mode", "cooldown", "eps")}
    settings["min_lr"] = float(scheduler.min_lrs[0])
    return {"name": describe("ReduceLROnPlateau", options), "lr": 0.1, "settings": settings, "metrics": metrics,
            "expected": rates}


def curves():
    """The rates of 40 calls of step(), from that of the first."""
    lr = torch.optim.lr_scheduler
    yield curve("StepLR", {"step_size": 7, "gamma": 0.5}, lr.StepLR)
    yield curve("MultiStepLR", {"milestones": [3, 4, 20], "gamma": 0.1}, lr.MultiStepLR)
    yield curve("ExponentialLR", {"gamma": 0.9}, lr.ExponentialLR)
    yield curve("CosineAnnealingLR", {"T_max": 40, "eta_min": 0.0}, lr.CosineAnnealingLR)
    yield curve("CosineAnnealingLR", {"T_max": 15, "eta_min": 0.01}, lr.CosineAnnealingLR)
    yield curve("OneCycleLR", {"max_lr": 0.1, "total_steps": 41, "pct_start": 0.3, "div_factor": 25.0,
                               "final_div_factor": 1e4}, lr.OneCycleLR)
    yield curve("OneCycleLR", {"max_lr": 0.1, "total_steps": 41, "pct_start": 0.1, "div_factor": 5.0,
                               "final_div_factor": 10.0}, lr.OneCycleLR)
    yield curve("WarmUp", {"total_iters": 8, "start_factor": 0.1, "step_size": 5, "gamma": 0.5},
                lambda optimizer, total_iters, start_factor, step_size, gamma: lr.SequentialLR(
                    optimizer, [lr.LinearLR(optimizer, start_factor, total_iters=total_iters),
                                lr.StepLR(optimizer, step_size, gamma)], [total_iters]))


def curve(name, options, make):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = make(optimizer, **options)
    rates = [float(optimizer.param_groups[0]["lr"])]
    for _ in range(40):
        optimizer.step()
        scheduler.step()
        rates.append(float(optimizer.param_groups[0]["lr"]))
    return {"name": describe(name, options), "schedule": name, "lr": 0.1, "settings": options, "expected": rates}


def smoothed(smoothing, weighted, ignored):
    source = values(97)
    scores = uniform(source, 6, 4, scale=3).requires_grad_()
    weights = uniform(source, 4).abs() + 0.5
    labels = [3, 1, 0, 1, 2, -1 if ignored == -1 else 0]
    loss = torch.nn.functional.cross_entropy(scores, torch.tensor(labels), weight=weights if weighted else None,
                                             ignore_index=ignored, label_smoothing=smoothing)
    loss.backward()
    return {"name": f"smoothing={smoothing} weighted={weighted} ignored={ignored}", "smoothing": smoothing,
            "weighted": weighted, "ignored": ignored, "labels": labels, "scores": tensor(scores),
            "weights": tensor(weights), "expected": tensor(loss), "gradient": tensor(scores.grad)}
