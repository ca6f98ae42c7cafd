"""The cells of the zoo, each from its paper: the shapes of its parameters and states, and one step.

A step gets the parameters, the input and the states by name (empty before the first step, where the cell's own values
count), and gives the output and the next states. Weights are kept in the layout of the library's files, and taken apart
here into the paper's matrices."""

import torch
from torch import exp, relu, sigmoid, tanh
from torch.nn import functional

from golden import uniform

BIAS_OFF = {"bias": False}


class Cell:
    """What most cells are: states of `hidden` numbers that start at zero, an output of `hidden`, a `bias`."""

    arguments, sizes, mode = "3, 4", {}, "training"
    variants, deep = (BIAS_OFF,), None
    private, fixed, counters = (), (), ()
    names = ("h",)

    def states(self, inputs, hidden):
        return {name: (hidden,) for name in self.names}

    def start(self, source, name, shape):
        return uniform(source, *(shape or (1,))).reshape(shape)

    def output(self, inputs, hidden):
        return hidden

    def confirm(self, weights, examples, results, layers, both):
        """Compares with a module of PyTorch, where there is one."""

    def parameters(self, source, inputs, hidden, options):
        shapes = self.shapes(inputs, hidden, options)
        if not options.get("bias", True):
            shapes = {key: shape for key, shape in shapes.items() if not key.startswith("bias")}
        return {key: uniform(source, *shape, scale=0.75) for key, shape in shapes.items()}


def zeros_like(state, name, reference):
    return state.get(name, torch.zeros_like(reference))


def blocks(p, name, count):
    """The rows of a weight or bias, block by block; zeros for a bias that is not there."""
    return p[name].chunk(count) if name in p else (0.0,) * count


def affine(p, weight, bias, vector, count):
    return [w @ vector + b for w, b in zip(blocks(p, weight, count), blocks(p, bias, count))]


class Peephole(Cell):
    """Gers & Schmidhuber 2000, with the forget gate of Gers et al. 2000."""

    names = ("h", "c")

    def shapes(self, n, h, options):
        return {"weight_ih": (4 * h, n), "weight_hh": (4 * h, h), "weight_ci": (h,), "weight_cf": (h,),
                "weight_co": (h,), "bias": (4 * h,)}

    def step(self, p, x, state, options):
        w_i, w_f, w_c, w_o = blocks(p, "weight_ih", 4)
        r_i, r_f, r_c, r_o = blocks(p, "weight_hh", 4)
        b_i, b_f, b_c, b_o = blocks(p, "bias", 4)
        y, s = (zeros_like(state, key, p["weight_ci"]) for key in ("h", "c"))
        input_gate = sigmoid(w_i @ x + r_i @ y + p["weight_ci"] * s + b_i)
        forget_gate = sigmoid(w_f @ x + r_f @ y + p["weight_cf"] * s + b_f)
        s = forget_gate * s + input_gate * tanh(w_c @ x + r_c @ y + b_c)
        output_gate = sigmoid(w_o @ x + r_o @ y + p["weight_co"] * s + b_o)
        y = output_gate * tanh(s)
        return y, {"h": y, "c": s}


class Coupled(Cell):
    """Greff et al. 2017, variant CIFG: f = 1 - i."""

    names, variants = ("h", "c"), (BIAS_OFF, {"peepholes": True})

    def shapes(self, n, h, options):
        peepholes = {"weight_ci": (h,), "weight_co": (h,)} if options.get("peepholes") else {}
        return {"weight_ih": (3 * h, n), "weight_hh": (3 * h, h), **peepholes, "bias": (3 * h,)}

    def step(self, p, x, state, options):
        w_i, w_z, w_o = blocks(p, "weight_ih", 3)
        r_i, r_z, r_o = blocks(p, "weight_hh", 3)
        b_i, b_z, b_o = blocks(p, "bias", 3)
        y, c = (zeros_like(state, key, w_i[:, 0]) for key in ("h", "c"))
        i = sigmoid(w_i @ x + r_i @ y + b_i + (p["weight_ci"] * c if "weight_ci" in p else 0))
        z = tanh(w_z @ x + r_z @ y + b_z)
        c = z * i + c * (1 - i)
        y = tanh(c) * sigmoid(w_o @ x + r_o @ y + b_o + (p["weight_co"] * c if "weight_co" in p else 0))
        return y, {"h": y, "c": c}


class Projected(Cell):
    """Sak et al. 2014; confirmed by nn.LSTM(proj_size)."""

    arguments, names, variants = "3, 4, 2", ("h", "c"), (BIAS_OFF,)

    def states(self, n, h):
        return {"h": (2,), "c": (h,)}

    def output(self, n, h):
        return 2

    def shapes(self, n, h, options):
        return {"weight_ih": (4 * h, n), "weight_hh": (4 * h, 2), "bias_ih": (4 * h,), "bias_hh": (4 * h,),
                "weight_hr": (2, h)}

    def step(self, p, x, state, options):
        h = zeros_like(state, "h", p["weight_hr"][:, 0])
        i, f, g, o = gates(p, x, h)
        c = sigmoid(f) * zeros_like(state, "c", i) + sigmoid(i) * tanh(g)
        h = p["weight_hr"] @ (sigmoid(o) * tanh(c))
        return h, {"h": h, "c": c}

    def confirm(self, weights, examples, results, layers, both):
        module = torch.nn.LSTM(examples[0]["x"].shape[1], weights["weight_hr_l0"].shape[1], layers,
                               "bias_ih_l0" in weights, bidirectional=both, proj_size=2).double()
        module.load_state_dict(weights)
        for e, r in zip(examples, results):
            out, (h, c) = module(e["x"], (e["h_0"], e["c_0"]) if "h_0" in e else None)
            for expected, actual in zip((out, h, c), (r["outputs"], r["h"], r["c"])):
                assert torch.allclose(expected, actual, rtol=0, atol=1e-12)


def gates(p, x, h):
    """Of PyTorch's LSTM."""
    return (p["weight_ih"] @ x + p["weight_hh"] @ h + p.get("bias_ih", 0) + p.get("bias_hh", 0)).chunk(4)


class ResetBefore(Cell):
    """Cho et al. 2014, equations 5 to 8; z there, too, keeps the previous state."""

    def shapes(self, n, h, options):
        return {"weight_ih": (3 * h, n), "weight_hh": (2 * h, h), "weight_hn": (h, h), "bias": (3 * h,)}

    def step(self, p, x, state, options):
        w_r, w_z, w = blocks(p, "weight_ih", 3)
        u_r, u_z = blocks(p, "weight_hh", 2)
        b_r, b_z, b = blocks(p, "bias", 3)
        h = zeros_like(state, "h", p["weight_hn"][0])
        r = sigmoid(w_r @ x + u_r @ h + b_r)
        z = sigmoid(w_z @ x + u_z @ h + b_z)
        h = z * h + (1 - z) * tanh(w @ x + p["weight_hn"] @ (r * h) + b)
        return h, {"h": h}


class Minimal(Cell):
    """Zhou et al. 2016, equation 7."""

    def shapes(self, n, h, options):
        return {"weight_ih": (2 * h, n), "weight_hf": (h, h), "weight_hn": (h, h), "bias": (2 * h,)}

    def step(self, p, x, state, options):
        w_f, w_h = blocks(p, "weight_ih", 2)
        b_f, b_h = blocks(p, "bias", 2)
        h = zeros_like(state, "h", p["weight_hf"][0])
        f = sigmoid(w_f @ x + p["weight_hf"] @ h + b_f)
        candidate = tanh(w_h @ x + p["weight_hn"] @ (f * h) + b_h)
        h = (1 - f) * h + f * candidate
        return h, {"h": h}


class Independent(Cell):
    """Li et al. 2018, equation 2."""

    variants = (BIAS_OFF, {"nonlinearity": "tanh"})

    def shapes(self, n, h, options):
        return {"weight_ih": (h, n), "weight_hh": (h,), "bias": (h,)}

    def step(self, p, x, state, options):
        function = tanh if "nonlinearity" in options else relu
        h = function(p["weight_ih"] @ x + p["weight_hh"] * zeros_like(state, "h", p["weight_hh"]) + p.get("bias", 0))
        return h, {"h": h}


class Zoneout(Cell):
    """Krueger et al. 2017, equations 3 and 4, in expectation, as it is served."""

    names, mode = ("h", "c"), "serving"
    variants = ({"rate_h": 0.25, "rate_c": 0.125, "bias": False},)

    def shapes(self, n, h, options):
        return {"weight_ih": (4 * h, n), "weight_hh": (4 * h, h), "bias_ih": (4 * h,), "bias_hh": (4 * h,)}

    def step(self, p, x, state, options):
        keep_h, keep_c = options.get("rate_h", 0.05), options.get("rate_c", 0.5)
        h, c = (zeros_like(state, key, p["weight_hh"][0]) for key in ("h", "c"))
        i, f, g, o = gates(p, x, h)
        new_c = sigmoid(f) * c + sigmoid(i) * tanh(g)
        new_h = sigmoid(o) * tanh(new_c)
        c = keep_c * c + (1 - keep_c) * new_c
        h = keep_h * h + (1 - keep_h) * new_h
        return h, {"h": h, "c": c}


class LayerNormLSTM(Cell):
    """Ba et al. 2016, equations 20 to 22."""

    names, variants = ("h", "c"), ({"bias": False, "eps": 0.01},)

    def shapes(self, n, h, options):
        return {"weight_ih": (4 * h, n), "weight_hh": (4 * h, h), "bias": (4 * h,),
                **norms(("norm_ih", 4 * h), ("norm_hh", 4 * h), ("norm_c", h))}

    def step(self, p, x, state, options):
        eps = options.get("eps", 1e-5)
        h, c = (zeros_like(state, key, p["norm_c.weight"]) for key in ("h", "c"))
        products = norm(p, "norm_ih", p["weight_ih"] @ x, eps) + norm(p, "norm_hh", p["weight_hh"] @ h, eps)
        i, f, g, o = (products + p.get("bias", 0)).chunk(4)
        c = sigmoid(f) * c + sigmoid(i) * tanh(g)
        h = sigmoid(o) * tanh(norm(p, "norm_c", c, eps))
        return h, {"h": h, "c": c}


class LayerNormGRU(Cell):
    """Ba et al. 2016, equations 27 to 29, with PyTorch's update gate."""

    variants = ({"eps": 0.01},)

    def shapes(self, n, h, options):
        return {"weight_ih": (3 * h, n), "weight_hh": (3 * h, h),
                **norms(("norm_ih", 2 * h), ("norm_hh", 2 * h), ("norm_in", h), ("norm_hn", h))}

    def step(self, p, x, state, options):
        eps, size = options.get("eps", 1e-5), p["weight_hh"].shape[1]
        h = zeros_like(state, "h", p["norm_in.weight"])
        ih, hh = p["weight_ih"] @ x, p["weight_hh"] @ h
        products = norm(p, "norm_ih", ih[:2 * size], eps) + norm(p, "norm_hh", hh[:2 * size], eps)
        r, z = sigmoid(products).chunk(2)
        n = tanh(norm(p, "norm_in", ih[2 * size:], eps) + r * norm(p, "norm_hn", hh[2 * size:], eps))
        h = (1 - z) * n + z * h
        return h, {"h": h}


def norms(*sizes):
    return {f"{name}.{what}": (size,) for name, size in sizes for what in ("weight", "bias")}


def norm(p, name, x, eps):
    return functional.layer_norm(x, x.shape, p[name + ".weight"], p[name + ".bias"], eps)


class Clockwork(Cell):
    """Koutník et al. 2014, section 3: eight modules of one unit; each hears those with its own or a longer period."""

    arguments, names, fixed, counters = "3, 1", ("h", "clock"), ("period",), ("clock",)
    variants = (BIAS_OFF, {"nonlinearity": "relu"})
    periods = (1.0, 2.0, 3.0, 3.0, 4.0, 8.0, 16.0, 128.0)

    def states(self, n, h):
        return {"h": (8,), "clock": (8,)}

    def output(self, n, h):
        return 8

    def start(self, source, name, shape):
        """A clock between two runs: below its period."""
        value = uniform(source, *shape)
        return value if name == "h" else torch.floor((value + 1) / 2 * torch.tensor(self.periods).double())

    def parameters(self, source, n, h, options):
        return {**super().parameters(source, n, h, options), "period": torch.tensor(self.periods).double()}

    def shapes(self, n, h, options):
        return {"weight_ih": (8, n), "weight_hh": (8, 8), "bias": (8,)}

    def step(self, p, x, state, options):
        function = relu if "nonlinearity" in options else tanh
        h, clock = (zeros_like(state, key, p["period"]) for key in ("h", "clock"))
        new_h, new_clock = [], []
        for unit, period in enumerate(self.periods):
            if clock[unit].item() == 0:
                slower = [j for j, other in enumerate(self.periods) if other >= period]
                total = p["weight_ih"][unit] @ x + p["weight_hh"][unit][slower] @ h[slower]
                new_h.append(function(total + (p["bias"][unit] if "bias" in p else 0)))
            else:
                new_h.append(h[unit])
            new_clock.append((clock[unit] + 1) % period)
        return torch.stack(new_h), {"h": torch.stack(new_h), "clock": torch.stack(new_clock)}


def positive(x):
    """g of Feng et al. 2024, appendix B."""
    return torch.where(x >= 0, x + 0.5, sigmoid(x))


class MinGRU(Cell):
    """Feng et al. 2024, section 3.1, the sequential mode."""

    variants = (BIAS_OFF, {"positive": True})

    def shapes(self, n, h, options):
        return {"weight": (2 * h, n), "bias": (2 * h,)}

    def step(self, p, x, state, options):
        gate, candidate = affine(p, "weight", "bias", x, 2)
        z, n = sigmoid(gate), positive(candidate) if options.get("positive") else candidate
        h = (1 - z) * zeros_like(state, "h", z) + z * n
        return h, {"h": h}


class MinLSTM(Cell):
    """Feng et al. 2024, section 3.2, length-independent scaling."""

    variants = (BIAS_OFF, {"positive": True})

    def shapes(self, n, h, options):
        return {"weight": (3 * h, n), "bias": (3 * h,)}

    def step(self, p, x, state, options):
        forget, enter, candidate = affine(p, "weight", "bias", x, 3)
        f, i = sigmoid(forget), sigmoid(enter)
        n = positive(candidate) if options.get("positive") else candidate
        h = f / (f + i) * zeros_like(state, "h", f) + i / (f + i) * n
        return h, {"h": h}


class Simple(Cell):
    """Lei et al. 2018, equations 1 to 4 and the scaling of section 3.2."""

    names, variants = ("c",), (BIAS_OFF, {"peepholes": False}, {"highway_bias": -1.0})

    def shapes(self, n, h, options):
        peepholes = {"weight_cf": (h,), "weight_cr": (h,)} if options.get("peepholes", True) else {}
        return {"weight": (4 * h, n), **peepholes, "bias": (2 * h,)}

    def step(self, p, x, state, options):
        w, w_f, w_r, w_x = blocks(p, "weight", 4)
        b_f, b_r = blocks(p, "bias", 2)
        c = zeros_like(state, "c", w[:, 0])
        f = sigmoid(w_f @ x + (p["weight_cf"] * c if "weight_cf" in p else 0) + b_f)
        r = sigmoid(w_r @ x + (p["weight_cr"] * c if "weight_cr" in p else 0) + b_r)
        c = f * c + (1 - f) * (w @ x)
        alpha = (1 + 2 * torch.tensor(options.get("highway_bias", 0.0), dtype=x.dtype).exp()).sqrt()
        return r * c + (1 - r) * (w_x @ x) * alpha, {"c": c}


class QuasiRecurrent(Cell):
    """Bradbury et al. 2017, equations 1 to 5, a window of two steps; V x of the step before is kept as a state."""

    variants = (BIAS_OFF, {"output_gate": False}, {"input_gate": True})

    def shapes(self, n, h, options):
        return {"weight": (4 * h, n), "weight_previous": (4 * h, n), "bias": (4 * h,)}

    def states(self, n, h):
        return {"c": (h,), "carried": (4 * h,)}

    def step(self, p, x, state, options):
        before = state.get("carried", torch.zeros_like(p["weight"][:, 0]))
        convolved = [w @ x + vx + b for w, vx, b in zip(
            blocks(p, "weight", 4), before.chunk(4), blocks(p, "bias", 4))]
        z, f, o, i = tanh(convolved[0]), sigmoid(convolved[1]), sigmoid(convolved[2]), sigmoid(convolved[3])
        c = zeros_like(state, "c", z)
        c = f * c + (i if options.get("input_gate") else 1 - f) * z
        return (o * c if options.get("output_gate", True) else c), {"c": c, "carried": p["weight_previous"] @ x}


class Selective(Cell):
    """Gu & Dao 2023, algorithm 2: delta, B and C from the input; A and B discretised as in Mamba's own scan."""

    arguments, sizes, variants = "3", {"states": 2}, ({"rank": 2},)
    deep = {"layers": 2, "bidirectional": True, "merge": "sum"}

    def states(self, n, h):
        return {"h": (2, n)}

    def output(self, n, h):
        return n

    def shapes(self, n, h, options):
        rank = options.get("rank", 1)
        return {"weight_d": (rank, n), "weight_dt": (n, rank), "bias_dt": (n,), "weight_b": (2, n), "weight_c": (2, n),
                "log_a": (2, n), "skip": (n,)}

    def step(self, p, x, state, options):
        a = -exp(p["log_a"].T)
        h = zeros_like(state, "h", p["log_a"]).T
        delta = functional.softplus(p["weight_dt"] @ (p["weight_d"] @ x) + p["bias_dt"])
        a_bar = exp(delta[:, None] * a)
        b_bar_x = delta[:, None] * (p["weight_b"] @ x)[None, :] * x[:, None]
        h = a_bar * h + b_bar_x
        return (h * (p["weight_c"] @ x)[None, :]).sum(dim=1) + p["skip"] * x, {"h": h.T}


class TimeMix(Cell):
    """Peng et al. 2023, equations 11 to 16, with the sums themselves; states as in the appendix, divided by exp(largest)."""

    variants = ()
    deep = {"layers": 2, "bidirectional": True, "merge": "sum"}

    def states(self, n, h):
        return {"before": (n,), "numerator": (h,), "denominator": (h,), "largest": (h,)}

    def start(self, source, name, shape):
        return uniform(source, *shape) + (2 if name == "denominator" else 0)

    def output(self, n, h):
        return n

    def shapes(self, n, h, options):
        return {"mix_r": (n,), "mix_k": (n,), "mix_v": (n,), "weight_r": (h, n), "weight_k": (h, n), "weight_v": (h, n),
                "weight_out": (n, h), "decay": (h,), "bonus": (h,)}

    def step(self, p, x, state, options):
        before = zeros_like(state, "before", x)
        r, k, v = (p["weight_" + name] @ (p["mix_" + name] * x + (1 - p["mix_" + name]) * before) for name in "rkv")
        if "largest" in state:
            numerator, denominator = (state[key] * exp(state["largest"]) for key in ("numerator", "denominator"))
            largest = torch.maximum(state["largest"] - exp(p["decay"]), k)
        else:
            numerator = denominator = torch.zeros_like(k)
            largest = k
        own, fade = exp(p["bonus"] + k), exp(-exp(p["decay"]))
        average = (numerator + own * v) / (denominator + own)
        return p["weight_out"] @ (sigmoid(r) * average), {
            "before": x, "numerator": (fade * numerator + exp(k) * v) / exp(largest),
            "denominator": (fade * denominator + exp(k)) / exp(largest), "largest": largest}


class ChannelMix(Cell):
    """Peng et al. 2023, equations 17 to 19."""

    variants = ()
    deep = {"layers": 2, "bidirectional": True, "merge": "sum"}

    def states(self, n, h):
        return {"before": (n,)}

    def output(self, n, h):
        return n

    def shapes(self, n, h, options):
        return {"mix_r": (n,), "mix_k": (n,), "weight_r": (n, n), "weight_k": (h, n), "weight_v": (n, h)}

    def step(self, p, x, state, options):
        before = zeros_like(state, "before", x)
        r, k = (p["weight_" + name] @ (p["mix_" + name] * x + (1 - p["mix_" + name]) * before) for name in "rk")
        return sigmoid(r) * (p["weight_v"] @ relu(k).square()), {"before": x}


class ScalarMemory(Cell):
    """Beck et al. 2024, equations 8 to 17, sLSTM with the stabiliser of equation 15."""

    names = ("h", "c", "n", "m")
    variants = (BIAS_OFF, {"exponential_forget": False})

    def start(self, source, name, shape):
        return uniform(source, *shape) + (2 if name == "n" else 0)

    def shapes(self, n, h, options):
        return {"weight_ih": (4 * h, n), "weight_hh": (4 * h, h), "bias": (4 * h,)}

    def step(self, p, x, state, options):
        h, c, n = (zeros_like(state, key, p["weight_hh"][0]) for key in ("h", "c", "n"))
        i, f, z, o = [w @ x + r @ h + b for w, r, b in zip(
            blocks(p, "weight_ih", 4), blocks(p, "weight_hh", 4), blocks(p, "bias", 4))]
        log_f = f if options.get("exponential_forget", True) else functional.logsigmoid(f)
        if "m" in state:
            m = torch.maximum(log_f + state["m"], i)
            forget = exp(log_f + state["m"] - m)
        else:
            m, forget = i, 0.0
        enter = exp(i - m)
        c = forget * c + enter * tanh(z)
        n = forget * n + enter
        h = sigmoid(o) * (c / n)
        return h, {"h": h, "c": c, "n": n, "m": m}


class MatrixMemory(Cell):
    """Beck et al. 2024, equations 19 to 27, mLSTM with the stabiliser."""

    names, variants = ("c", "n", "m"), (BIAS_OFF, {"exponential_forget": False})

    def states(self, n, h):
        return {"c": (h, h), "n": (h,), "m": ()}

    def shapes(self, n, h, options):
        return {"weight": (4 * h, n), "bias": (4 * h,), "weight_if": (2, n), "bias_if": (2,)}

    def step(self, p, x, state, options):
        q, k, v, o = affine(p, "weight", "bias", x, 4)
        k = k / len(k) ** 0.5
        i, f = (value.reshape(()) for value in affine(p, "weight_if", "bias_if", x, 2))
        log_f = f if options.get("exponential_forget", True) else functional.logsigmoid(f)
        if "m" in state:
            m = torch.maximum(log_f + state["m"], i)
            forget = exp(log_f + state["m"] - m)
        else:
            m, forget = i, 0.0
        c = forget * state.get("c", 0.0) + exp(i - m) * torch.outer(v, k)
        n = forget * state.get("n", 0.0) + exp(i - m) * k
        read = c @ q / torch.maximum((n @ q).abs(), exp(-m))
        return sigmoid(o) * read, {"c": c, "n": n, "m": m}


class Searched(Cell):
    """Zoph & Le 2017, figure 8, as TensorFlow's NASCell computes it."""

    names = ("h", "c")

    def shapes(self, n, h, options):
        return {"weight_ih": (8 * h, n), "weight_hh": (8 * h, h), "bias": (8 * h,)}

    def step(self, p, x, state, options):
        h, c = (zeros_like(state, key, p["weight_hh"][0]) for key in ("h", "c"))
        ix = [w @ x for w in blocks(p, "weight_ih", 8)]
        mh = affine(p, "weight_hh", "bias", h, 8)
        leaves = [sigmoid(ix[0] + mh[0]), relu(ix[1] + mh[1]), sigmoid(ix[2] + mh[2]), relu(ix[3] * mh[3]),
                  tanh(ix[4] + mh[4]), sigmoid(ix[5] + mh[5]), tanh(ix[6] + mh[6]), sigmoid(ix[7] + mh[7])]
        second = [tanh(leaves[0] * leaves[1]), tanh(leaves[2] + leaves[3]), tanh(leaves[4] * leaves[5]),
                  sigmoid(leaves[6] + leaves[7])]
        c = tanh(second[0] + c) * second[1]
        h = tanh(c * tanh(second[2] + second[3]))
        return h, {"h": h, "c": c}


class WideWindow(Cell):
    """Bradbury et al. 2017, section 2, a window of three steps; what inputs add to later steps is kept as a state."""

    arguments, sizes = "3, 4", {"window": 3}
    variants = (BIAS_OFF, {"output_gate": False}, {"input_gate": True})

    def shapes(self, n, h, options):
        return {"weight": (12 * h, n), "bias": (4 * h,)}

    def states(self, n, h):
        return {"c": (h,), "carried": (12 * h,)}

    def step(self, p, x, state, options):
        now, before, earlier = (w @ x for w in p["weight"].chunk(3))
        _, first, second = state.get("carried", torch.zeros_like(p["weight"][:, 0])).chunk(3)
        convolved = now + first
        z, f, o, i = (convolved + p.get("bias", 0)).chunk(4)
        z, f, o, i = tanh(z), sigmoid(f), sigmoid(o), sigmoid(i)
        c = zeros_like(state, "c", z)
        c = f * c + (i if options.get("input_gate") else 1 - f) * z
        kept = {"c": c, "carried": torch.cat((convolved, before + second, earlier))}
        return (o * c if options.get("output_gate", True) else c), kept

    def confirm(self, weights, examples, results, layers, both):
        """Against one causal conv1d over the whole sequence, which is what the paper has."""
        if layers > 1 or both or "c_0" in examples[0] or "bias_l0" in weights:
            return
        kernel = torch.stack(weights["weight_l0"].chunk(3)[::-1], dim=2)
        for e, r in zip(examples, results):
            gates = functional.conv1d(functional.pad(e["x"].T[None], (2, 0)), kernel)[0].T
            c, outputs = 0.0, []
            for z, f, o, _ in (row.chunk(4) for row in gates):
                c = sigmoid(f) * c + (1 - sigmoid(f)) * tanh(z)
                outputs.append(sigmoid(o) * c)
            assert torch.allclose(torch.stack(outputs), r["outputs"], rtol=0, atol=1e-12)


HEADS = 3


def by_head(values):
    return values.reshape(HEADS, -1)


def head_norm(p, heads):
    """The paper's normalisation behind a cell: PyTorch's group_norm, a group for each head."""
    if "norm_weight" not in p:
        return heads.flatten()
    return functional.group_norm(heads.reshape(1, -1), HEADS, p["norm_weight"]).flatten()


class ScalarHeads(Cell):
    """Beck et al. 2024, sLSTM with heads: the recurrent matrix of each gate is block_diag of the heads'."""

    arguments, sizes, names = "3, 2", {"heads": HEADS}, ("h", "c", "n", "m")
    variants = (BIAS_OFF, {"exponential_forget": False}, {"norm": False})

    def start(self, source, name, shape):
        return uniform(source, *shape) + (2 if name == "n" else 0)

    def states(self, n, h):
        return {name: (HEADS, 2) for name in self.names}

    def output(self, n, h):
        return HEADS * 2

    def shapes(self, n, h, options):
        size = HEADS * 2
        gain = {"norm_weight": (size,)} if options.get("norm", True) else {}
        return {"weight_ih": (4 * size, n), "weight_hh": (HEADS, 8, 2), "bias": (4 * size,), **gain}

    def step(self, p, x, state, options):
        flat = {key: value.flatten() for key, value in state.items()}
        blocks_of = [torch.block_diag(*[head.chunk(4)[gate] for head in p["weight_hh"]]) for gate in range(4)]
        h, c, n = (zeros_like(flat, key, blocks_of[0][0]) for key in ("h", "c", "n"))
        i, f, z, o = [w @ x + r @ h + b for w, r, b in zip(blocks(p, "weight_ih", 4), blocks_of, blocks(p, "bias", 4))]
        log_f = f if options.get("exponential_forget", True) else functional.logsigmoid(f)
        if "m" in flat:
            m = torch.maximum(log_f + flat["m"], i)
            forget = exp(log_f + flat["m"] - m)
        else:
            m, forget = i, 0.0
        enter = exp(i - m)
        c = forget * c + enter * tanh(z)
        n = forget * n + enter
        h = sigmoid(o) * (c / n)
        after = {key: by_head(value) for key, value in {"h": h, "c": c, "n": n, "m": m}.items()}
        return head_norm(p, after["h"]), after


class MatrixHeads(Cell):
    """Beck et al. 2024, mLSTM with heads: each has its own memory and gates; read one by one."""

    arguments, sizes, names = "3, 2", {"heads": HEADS}, ("c", "n", "m")
    variants = (BIAS_OFF, {"exponential_forget": False}, {"norm": False})

    def states(self, n, h):
        return {"c": (HEADS, 2, 2), "n": (HEADS, 2), "m": (HEADS,)}

    def output(self, n, h):
        return HEADS * 2

    def shapes(self, n, h, options):
        size = HEADS * 2
        gain = {"norm_weight": (size,)} if options.get("norm", True) else {}
        return {"weight": (4 * size, n), "bias": (4 * size,), "weight_if": (2 * HEADS, n), "bias_if": (2 * HEADS,), **gain}

    def step(self, p, x, state, options):
        q, k, v, o = affine(p, "weight", "bias", x, 4)
        gates_i, gates_f = affine(p, "weight_if", "bias_if", x, 2)
        read, after = [], {"c": [], "n": [], "m": []}
        for head in range(HEADS):
            own_q, own_k, own_v = (by_head(value)[head] for value in (q, k, v))
            own_k = own_k / len(own_k) ** 0.5
            i, f = gates_i[head], gates_f[head]
            log_f = f if options.get("exponential_forget", True) else functional.logsigmoid(f)
            if "m" in state:
                m = torch.maximum(log_f + state["m"][head], i)
                forget = exp(log_f + state["m"][head] - m)
            else:
                m, forget = i, 0.0
            c = forget * (state["c"][head] if "c" in state else 0.0) + exp(i - m) * torch.outer(own_v, own_k)
            n = forget * (state["n"][head] if "n" in state else 0.0) + exp(i - m) * own_k
            read.append(c @ own_q / torch.maximum((n @ own_q).abs(), exp(-m)))
            for key, value in (("c", c), ("n", n), ("m", m)):
                after[key].append(value)
        return sigmoid(o) * head_norm(p, torch.stack(read)), {key: torch.stack(v) for key, v in after.items()}


CELLS = {
    "PeepholeLSTM": Peephole(), "CoupledLSTM": Coupled(), "ProjectedLSTM": Projected(),
    "LayerNormLSTM": LayerNormLSTM(), "LayerNormGRU": LayerNormGRU(), "ZoneoutLSTM": Zoneout(),
    "ResetBeforeGRU": ResetBefore(), "MGU": Minimal(), "IndRNN": Independent(), "ClockworkRNN": Clockwork(),
    "MinGRU": MinGRU(), "MinLSTM": MinLSTM(), "SRU": Simple(), "QRNN": QuasiRecurrent(), "SelectiveSSM": Selective(),
    "SLSTM": ScalarMemory(), "MLSTM": MatrixMemory(), "NASCell": Searched(),
    "RWKVTimeMix": TimeMix(), "RWKVChannelMix": ChannelMix(),
    "WideQRNN": WideWindow(), "MultiHeadSLSTM": ScalarHeads(), "MultiHeadMLSTM": MatrixHeads(),
}
