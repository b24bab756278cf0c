#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# survey_inference.sh: rearrangements a second of leda, and beside it, where they are installed, of numpy
# and base R on as many people, statements and municipalities. All count step-down maxT.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}
bench=$build/obj/gcc-plain/benchmarks/survey_inference
[ -x "$bench" ] || { echo "survey_inference.sh: make bench first (no $bench)" >&2; exit 2; }
"$bench" "$@"

printf '\n| peer, the best of many runs | a second | a second of one core |\n|---|---|---|\n'
python=
for each in python3 /usr/bin/python3; do
  if [ -z "$python" ] && "$each" -c 'import numpy' 2>/dev/null; then python=$each; fi
done
if [ -n "$python" ]; then
  "$python" - <<'PY'
import time
import numpy as np

rng = np.random.default_rng(1)
people, statements, second, municipalities = 493, 19, 234, 30


def count(stars, size):
    step = np.maximum.accumulate(stars[:, ::-1], axis=1)[:, ::-1]
    return (stars >= size).sum(0), (step >= size).sum(0)


def best(name, draws, run, times=20):
    rate = [0.0, 0.0]
    for _ in range(times):
        start = time.perf_counter(), time.process_time()
        run(draws)
        end = time.perf_counter(), time.process_time()
        rate = [max(rate[i], draws / (end[i] - start[i])) for i in (0, 1)]
    print(f"| numpy {np.__version__}, {name} | {rate[0]:.0f} | {rate[1]:.0f} |")


def ordered(units, total):
    size = np.abs(total)
    order = np.argsort(-size)
    return np.ascontiguousarray(units[:, order]), size[order]


y = rng.integers(1, 8, size=(people, statements)).astype(float)
y = (y - y.mean(0)) / y.std(0)
labels = np.r_[np.ones(second), np.zeros(people - second)]
y, size = ordered(y, labels @ y)
best("person permutations", 2000,
     lambda draws: count(np.abs(rng.permuted(np.tile(labels, (draws, 1)), axis=1) @ y), size))
d = rng.normal(size=(municipalities, statements))
d, total = ordered(d, d.sum(0))
best("label swaps", 20000,
     lambda draws: count(np.abs((2.0 * rng.integers(0, 2, (draws, municipalities)) - 1.0) @ d), total))
PY
else
  echo '| numpy | not installed | |'
fi
if command -v Rscript >/dev/null; then
  Rscript --vanilla - <<'R'
set.seed(1)
people <- 493; statements <- 19; second <- 234; draws <- 3000
y <- scale(matrix(sample(7, people * statements, TRUE), people))
y <- y[, order(-abs(colSums(y[1:second, ])))]
size <- abs(colSums(y[1:second, ]))
count <- numeric(statements)
rate <- c(0, 0)
for (run in 1:5) {
  taken <- summary(system.time(for (b in 1:draws) {
    star <- abs(colSums(y[sample.int(people, second), ]))
    count <- count + (rev(cummax(rev(star))) >= size)
  }))
  rate <- pmax(rate, draws / c(taken[["elapsed"]], taken[["user"]] + taken[["system"]]))
}
cat(sprintf("| base R, person permutations | %.0f | %.0f |\n", rate[1], rate[2]))
R
else
  echo '| base R | not installed | |'
fi
