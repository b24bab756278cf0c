# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of tests/unit/test_mssd.c: Rscript tests/oracle/mssd.R
say <- function(name, v) cat(sprintf("%-9s %s\n", name, paste(sprintf("%.14g", v), collapse = " ")))
# Mean of the root of a quadratic form with these weights in squared normal values, by its eigenvalues.
mean_root <- function(w) {
  f <- function(u) sapply(u, function(u) -expm1(-0.5 * sum(log1p(2 * u^2 * w))) / u^2)
  (integrate(f, 0, 1, rel.tol = 1e-12)$value + integrate(f, 1, Inf, rel.tol = 1e-12)$value) / sqrt(pi)
}
weights <- function(values) { # stretches of so many values: eigenvalues of their differences
  m <- sum(values - 1)
  unlist(lapply(values, function(n) {
    d <- diff(diag(n))
    eigen(t(d) %*% d, symmetric = TRUE)$values[seq_len(n - 1)] / (2 * m)
  }))
}
for (n in c(2, 3, 5, 10, 25, 100)) say(paste0("c4'(", n, ")"), mean_root(weights(n)))
y <- c(41.2, 39.8, 40.5, 42.1, 38.9, 40.0)
sigma <- sqrt(sum(diff(y)^2) / (2 * 5)) / mean_root(weights(6))
say("i", c(sigma, mean(y) + c(-3, 3) * sigma))
d <- c(diff(y[1:3]), diff(y[4:6])) # nothing between the third and the fourth
say("gap", sqrt(sum(d^2) / (2 * 4)) / mean_root(weights(c(3, 3))))
