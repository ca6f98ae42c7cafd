"""Times of PyTorch's recurrent layers: arguments are steps, rounds, and cases such as 'LSTM 128 32' with commas between."""

import sys
import time

import torch

steps, rounds, cases = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(",")
cuda = torch.cuda.is_available()
device = torch.device("cuda" if cuda else "cpu")
torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False
print("PyTorch " + torch.__version__ + (", " + torch.cuda.get_device_name() if cuda else f", CPU, {torch.get_num_threads()} threads"))


def milliseconds(work):
    times = []
    for _ in range(2 * rounds):
        if cuda:
            torch.cuda.synchronize()
        start = time.perf_counter()
        work()
        if cuda:
            torch.cuda.synchronize()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times[rounds:])[rounds // 2]


for case in cases:
    cell, hidden, batch = case.split()
    layer = getattr(torch.nn, cell)(int(hidden), int(hidden)).to(device)
    x = torch.randn(steps, int(batch), int(hidden), device=device)
    target = torch.zeros(int(batch), int(hidden), device=device)

    def forward():
        with torch.no_grad():
            layer(x)[0][-1].cpu()

    def train():
        layer.zero_grad()
        torch.nn.functional.mse_loss(layer(x)[0][-1], target).backward()

    print(f"{case}\t{milliseconds(forward)}\t{milliseconds(train)}", flush=True)
