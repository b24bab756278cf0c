# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/oracle/gauge.R [coverage]: what tests/unit/test_gauge_rr.c holds leda to. Base R only (made with
# R 4.2.2). Mean squares by aov, intervals written here from Burdick, Borror & Montgomery (2003), tables 5 and 6,
# and Ting et al. (1990). With `coverage`: how often the intervals hold the truth.
options(digits = 17)
say <- function(name, ...) cat(name, format(c(...), digits = 16), "\n")

# AIAG, Measurement Systems Analysis, 4th ed. (2010), table III-B 6: a row for each operator and trial.
aiag <- rbind(
  c(0.29, -0.56, 1.34, 0.47, -0.80, 0.02, 0.59, -0.31, 2.26, -1.36),
  c(0.41, -0.68, 1.17, 0.50, -0.92, -0.11, 0.75, -0.20, 1.99, -1.25),
  c(0.64, -0.58, 1.27, 0.64, -0.84, -0.21, 0.66, -0.17, 2.01, -1.31),
  c(0.08, -0.47, 1.19, 0.01, -0.56, -0.20, 0.47, -0.63, 1.80, -1.68),
  c(0.25, -1.22, 0.94, 1.03, -1.20, 0.22, 0.55, 0.08, 2.12, -1.62),
  c(0.07, -0.68, 1.34, 0.20, -1.28, 0.06, 0.83, -0.34, 2.19, -1.50),
  c(0.04, -1.38, 0.88, 0.14, -1.46, -0.29, 0.02, -0.46, 1.77, -1.49),
  c(-0.11, -1.13, 1.09, 0.20, -1.07, -0.67, 0.01, -0.56, 1.45, -1.77),
  c(-0.15, -0.96, 0.67, 0.11, -1.45, -0.49, 0.21, -0.49, 1.87, -2.16))
d <- data.frame(y = c(t(aiag)), part = factor(rep(1:10, 9)), op = factor(rep(1:3, each = 30)))
# A study with interaction: 4 parts, 2 operators, 2 repeats, by hand.
w <- data.frame(y = c(10.2, 10.4, 12.1, 12.0, 9.1, 9.4, 14.2, 14.1, 10.9, 10.6, 12.0, 12.3, 10.4, 10.1, 14.9, 15.3),
                part = factor(rep(rep(1:4, each = 2), 2)), op = factor(rep(1:2, each = 8)))

table_of <- function(d) {
  full <- summary(aov(y ~ part * op, d))[[1]]
  pooled <- summary(aov(y ~ part + op, d))[[1]]
  list(S = full[, 3], n = full[, 1], p = full[3, 5], pooled = pooled[3, 3], npooled = pooled[3, 1], full = full, short = pooled)
}

# Lower and upper of sum c S by Ting et al.; by Graybill & Wang when all c are above 0.
mls <- function(c, S, n, level = 0.95) {
  use <- c != 0; c <- c[use]; S <- S[use]; n <- n[use]
  a <- (1 - level) / 2
  G <- 1 - 1 / qf(1 - a, n, Inf); H <- 1 / qf(a, n, Inf) - 1
  x <- abs(c) * S; pos <- which(c > 0); neg <- which(c < 0)
  L <- sum((G * x)[pos]^2) + sum((H * x)[neg]^2)
  U <- sum((H * x)[pos]^2) + sum((G * x)[neg]^2)
  for (q in pos) for (r in neg) {
    F1 <- qf(1 - a, n[q], n[r]); F2 <- qf(a, n[q], n[r])
    L <- L + ((F1 - 1)^2 - G[q]^2 * F1^2 - H[r]^2) / F1 * x[q] * x[r]
    U <- U + ((1 - F2)^2 - H[q]^2 * F2^2 - G[r]^2) / F2 * x[q] * x[r]
  }
  star <- function(i, j, many) ((1 - 1 / qf(1 - a, n[i] + n[j], Inf))^2 * (n[i] + n[j])^2 / (n[i] * n[j]) -
                                 G[i]^2 * n[i] / n[j] - G[j]^2 * n[j] / n[i]) / (many - 1)
  if (length(neg) > 0 && length(pos) > 1) for (i in pos) for (j in pos) if (i < j) L <- L + star(i, j, length(pos)) * x[i] * x[j]
  if (length(neg) > 1 && length(pos) > 0) for (i in neg) for (j in neg) if (i < j) U <- U + star(i, j, length(neg)) * x[i] * x[j]
  v <- sum(c * S)
  c(v, v - sqrt(max(L, 0)), v + sqrt(max(U, 0)))
}

# S, n in the order parts, operators, interaction, error; k = 0 leaves the interaction out.
study <- function(S, n, p, o, r, pool) {
  if (pool) { S <- c(S[1:2], (S[3] * n[3] + S[4] * n[4]) / (n[3] + n[4])); n <- c(n[1:2], n[3] + n[4])
    coef <- list(repeatability = c(0, 0, 1), operators = c(0, 1, -1) / (p * r), gauge = c(0, 1, p * r - 1) / (p * r),
                 parts = c(1, 0, -1) / (o * r), total = c(1 / (o * r), 1 / (p * r), 1 - 1 / (p * r) - 1 / (o * r)))
  } else
    coef <- list(repeatability = c(0, 0, 0, 1), interaction = c(0, 0, 1, -1) / r, operators = c(0, 1, -1, 0) / (p * r),
                 reproducibility = c(0, 1, p - 1, -p) / (p * r), gauge = c(0, 1, p - 1, p * (r - 1)) / (p * r),
                 parts = c(1, 0, -1, 0) / (o * r),
                 total = c(1 / (o * r), 1 / (p * r), (p - 1) / (p * r) - 1 / (o * r), (r - 1) / r))
  out <- lapply(coef, mls, S = S, n = n)
  a <- 0.025
  bound <- function(tail) {
    one <- 1 / qf(tail, n[1], Inf)
    top <- p * one * (S[1] - qf(tail, n[1], n[3]) * S[3])
    low <- o * one * qf(tail, n[1], n[2]) * S[2] +
      if (pool) o * (p * r - 1) * S[3] else o * (p - 1) * S[3] + p * o * (r - 1) * S[4]
    max(top, 0) / low
  }
  c(out, list(ratio = c(bound(1 - a), bound(a))))
}

if (!identical(commandArgs(TRUE), "coverage")) {
  for (s in list(list("aiag", d, 10, 3, 3), list("w", w, 4, 2, 2))) {
    t <- table_of(s[[2]])
    say(paste(s[[1]], "ss"), t$full[, 2]); say("  ms", t$S); say("  p interaction", t$p)
    say("  pooled ms", t$pooled); say("  pooled F", t$short[1:2, 4]); say("  pooled p", t$short[1:2, 5])
    say("  F", t$S[1:2] / t$S[3]); say("  p", pf(t$S[1:2] / t$S[3], t$n[1:2], t$n[3], lower.tail = FALSE))
    for (pool in c(TRUE, FALSE)) {
      cat("  pool", pool, "\n")
      r <- study(t$S, t$n, s[[3]], s[[4]], s[[5]], pool)
      for (k in names(r)) say(paste("   ", k), r[[k]])
    }
  }
  # Average and range, with d2 and d3 by integration.
  d2 <- function(n) integrate(function(w) 1 - ptukey(w, n, Inf), 0, 30, rel.tol = 1e-12)$value
  m2 <- function(n) integrate(function(w) 2 * w * (1 - ptukey(w, n, Inf)), 0, 30, rel.tol = 1e-12)$value
  g <- tapply(d$y, list(d$part, d$op), function(v) diff(range(v)))
  ev <- mean(g) / d2(3)
  av <- sqrt((diff(range(tapply(d$y, d$op, mean))) / sqrt(m2(3)))^2 - ev^2 / 30)
  pv <- diff(range(tapply(d$y, d$part, mean))) / sqrt(m2(10))
  say("ranges", mean(g), ev, av, sqrt(ev^2 + av^2), pv, sqrt(ev^2 + av^2 + pv^2), 1.41 * pv / sqrt(ev^2 + av^2))
} else { # share of 20,000 studies whose 95 % interval holds the truth
  set.seed(1)
  for (set in list(c(10, 3, 3, 1, 0.05, 0.02, 0.04), c(10, 3, 3, 1, 0, 0, 0.2), c(10, 2, 2, 1, 0.3, 0.1, 0.1), c(5, 4, 2, 0.2, 0.1, 0.3, 1),
                   c(20, 3, 2, 1, 0.1, 0, 0.1))) {
    p <- set[1]; o <- set[2]; r <- set[3]; v <- set[4:7]
    for (pool in if (v[3] == 0) c(TRUE, FALSE) else FALSE) {
      hits <- replicate(20000, {
        n <- c(p - 1, o - 1, (p - 1) * (o - 1), p * o * (r - 1))
        E <- c(o * r * v[1] + r * v[3] + v[4], p * r * v[2] + r * v[3] + v[4], r * v[3] + v[4], v[4])
        x <- study(E * rchisq(4, n) / n, n, p, o, r, pool)
        inside <- function(b, truth) max(b[1], 0) <= truth + 1e-12 && truth <= max(b[2], 0) + 1e-12
        c(inside(x$gauge[2:3], sum(v[2:4])), inside(x$parts[2:3], v[1]), inside(x$total[2:3], sum(v)), inside(x$operators[2:3], v[2]),
          inside(x$ratio, v[1] / sum(v[2:4])), if (pool) NA else inside(x$reproducibility[2:3], v[2] + v[3]))
      })
      cat("p o r", p, o, r, "variances", v, if (pool) "pooled" else "", ": gauge parts total operators ratio reproducibility",
          format(rowMeans(hits), digits = 3), "\n")
    }
  }
}
