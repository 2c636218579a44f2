"""Peel a table by ema_workbench 2.5.3, for `prim` in tests/batch/oracles.json.

PYTHONPATH=FOLDER_WITH_EMA python tests/batch/oracles/prim.py
"""

import json

import numpy as np
import pandas as pd
from ema_workbench.analysis import prim

luck = np.random.Generator(np.random.Philox(7))
x = luck.random((1000, 4))
y = (x[:, 0] > 0.6) & (x[:, 1] < 0.4) & (luck.random(1000) < 0.9)
box = prim.Prim(pd.DataFrame(x, columns=list("abcd")), y, threshold=0.1).find_box()
steps, limits = box.peeling_trajectory, box.box_lims[-1]
told = {name: steps[name].tolist() for name in ("coverage", "density", "mass")}
told |= {"lows": limits.iloc[0].tolist(), "highs": limits.iloc[1].tolist()}
print(json.dumps(told))
