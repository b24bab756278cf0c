# SPDX-License-Identifier: GPL-3.0-or-later
# The work of benchmarks/charts.c in base R, vectorised within a chart: mean, mean moving range, limits and the
# points at which the Western Electric rules are broken. Usage: Rscript charts.R FILE REPEATS; FILE holds one
# series a line. Prints: charts a second, broken rules in all.
args <- commandArgs(TRUE)
rows <- as.matrix(read.csv(args[1], header = FALSE))
repeats <- as.integer(args[2])
series <- lapply(seq_len(nrow(rows)), function(i) unname(rows[i, ]))
d2 <- 2 / sqrt(pi)

# TRUE where the point is beyond and `needed` of the last `window` are
zone <- function(far, needed, window) {
  sums <- cumsum(far)
  before <- c(rep(0, window), sums)[seq_along(far)]
  far & sums - before >= needed
}

run <- function(side, length) { # the length-th and later points of a run
  runs <- rle(side)
  at <- sequence(runs$lengths)
  at >= length & side != 0
}

chart <- function(y) {
  centre <- mean(y)
  sigma <- mean(abs(diff(y))) / d2
  z <- (y - centre) / sigma
  beyond <- abs(z) > 3
  two <- zone(z > 2, 2, 3) | zone(z < -2, 2, 3)
  four <- zone(z > 1, 4, 5) | zone(z < -1, 4, 5)
  side <- run(sign(z), 8)
  list(centre = centre, lower = centre - 3 * sigma, upper = centre + 3 * sigma,
       broken = c(sum(beyond), sum(two), sum(four), sum(side)))
}

broken <- numeric(4)
for (y in series) broken <- broken + chart(y)$broken
seconds <- system.time(for (r in seq_len(repeats)) for (y in series) chart(y))[["elapsed"]]
cat(sprintf("%.0f %.0f\n", length(series) * repeats / seconds, sum(broken)))
