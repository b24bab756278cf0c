#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# scan.sh [ROWS [RUNS]]: the benchmark of `leda scan` as its claims are made (5 million rows, best of 7),
# and beside it, where they are installed, Mann-Kendall and Sen's slope in R and in Python.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}
bench=$build/obj/gcc-plain/benchmarks/scan
[ -x "$bench" ] || { echo "scan.sh: make bench first (no $bench)" >&2; exit 2; }
LEDA=$build/leda "$bench" "${1:-5000000}" "${2:-7}"

printf '\n| peer, n = 24 | series a second |\n|---|---|\n'
if command -v Rscript >/dev/null; then
  Rscript --vanilla - <<'R'
set.seed(1); n <- 24; pairs <- which(upper.tri(diag(n)), arr.ind = TRUE); m <- 5000
y <- matrix(rnorm(n * m), n)
taken <- system.time(for (i in seq_len(m)) {
  d <- y[pairs[, 2], i] - y[pairs[, 1], i]
  s <- sum(sign(d)); z <- (s - sign(s)) / sqrt(n * (n - 1) * (2 * n + 5) / 18)
  p <- 2 * pnorm(-abs(z)); slope <- median(d / (pairs[, 2] - pairs[, 1]))
})[["elapsed"]]
cat(sprintf("| base R, Mann-Kendall and Sen | %.0f |\n", m / taken))
R
else
  echo '| base R | not installed |'
fi
if python3 -c 'import scipy, numpy' 2>/dev/null; then
  python3 - <<'PY'
import time
import numpy as np
from scipy.stats import kendalltau, theilslopes
n, m = 24, 1000
y, t = np.random.default_rng(1).normal(size=(m, n)), np.arange(n)
start = time.perf_counter()
for row in y:
    kendalltau(t, row)
    theilslopes(row, t)
print(f"| scipy, kendalltau and theilslopes | {m / (time.perf_counter() - start):.0f} |")
PY
else
  echo '| Python with scipy | not installed |'
fi
