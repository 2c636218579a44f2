"""Numbers of scipy 1.17.1, statsmodels 0.15.0 and SALib 1.6.0, for tests/batch/oracles.json.

PYTHONPATH=.:FOLDER_WITH_THEM python tests/batch/oracles/stats.py
"""

import json

import numpy as np
from SALib.analyze import pawn
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from batch.epistemic import latin_hypercube

SHARES = ((0, 10), (3, 60), (43, 60), (5000, 10000))
APART = ((5, 56, 0, 29), (40, 100, 60, 100), (9, 10, 3, 10))

luck = np.random.Generator(np.random.Philox(11))
a = luck.normal(10, 2, 60)
b = a + luck.normal(0.5, 1, 60)
x = luck.random(200)
y = luck.normal(x, 0.3)
resampled = stats.bootstrap(
    (b - a,), np.mean, method="percentile", n_resamples=20000, rng=np.random.default_rng(1)
)
p = np.array(latin_hypercube(2000, 3, 1)) * 2 * np.pi - np.pi
z = np.sin(p[:, 0]) + 7 * np.sin(p[:, 1]) ** 2 + 0.1 * p[:, 2] ** 4 * np.sin(p[:, 0])
problem = {"num_vars": 3, "names": list("abc"), "bounds": [[-np.pi, np.pi]] * 3}
told = {
    "wilson": [[h, n, *proportion_confint(h, n, method="wilson")] for h, n in SHARES],
    "newcombe": [
        [h, n, k, m, *confint_proportions_2indep(k, m, h, n, method="newcomb", compare="diff")]
        for h, n, k, m in APART
    ],
    "paired_t": list(stats.ttest_rel(b, a).confidence_interval(0.95)),
    "bootstrap": list(resampled.confidence_interval),
    "spearman": stats.spearmanr(x, y).statistic,
    "ishigami_pawn": np.asarray(pawn.analyze(problem, p, z, S=10, seed=1)["median"]).tolist(),
}
print(json.dumps(told))
