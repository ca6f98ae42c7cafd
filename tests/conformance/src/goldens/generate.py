#!/usr/bin/env python3
"""Writes the golden files of the conformance tests from PyTorch. See README.md."""

import sys

sys.dont_write_bytecode = True

import torch

import attention
import cells
import classifier
import crf
import decoder
import layers
import library
import losses
import merged
import penalty
import training
import truncated
import zoo
from golden import FOLDER

torch.set_num_threads(1)
FOLDER.mkdir(parents=True, exist_ok=True)
cells.generate()
merged.generate()
decoder.generate()
attention.generate()
crf.generate()
layers.generate()
losses.generate()
library.generate()
training.generate()
classifier.generate()
penalty.generate()
truncated.generate()
zoo.generate()
