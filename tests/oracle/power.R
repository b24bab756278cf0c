# SPDX-License-Identifier: GPL-3.0-or-later
# power.R: power of the verdict by a second, plain implementation; prints what
# tests/unit/test_power.c expects. Rscript tests/oracle/power.R (R 4.2.2, about a minute).
#
# Values and regressors are whitened with phi (first one times sqrt(1 - phi^2)) and freed from the
# whitened constant by least squares. Scores qnorm(rank / (n + 1)) of the residuals; S the largest
# |standardised step contrast| with at least two values on each side, D the |standardised contrast with
# time|; p of min(p_S, p_D) by its distribution under normal noise with this phi.
whitener <- function(n, phi) {
  w <- diag(n)
  w[1, 1] <- sqrt(1 - phi^2)
  w[cbind(2:n, 1:(n - 1))] <- -phi
  w
}
free <- function(x, constant) x - constant %*% (t(constant) %*% x) / sum(constant^2)
contrasts <- function(n, phi) {
  w <- whitener(n, phi)
  steps <- sapply(2:(n - 2), function(k) as.numeric(seq_len(n) > k))
  x <- free(w %*% cbind(steps, seq_len(n)), w %*% rep(1, n))
  x <- scale(x, scale = FALSE)
  q <- sum(qnorm(seq_len(n) / (n + 1))^2)
  sweep(x, 2, sqrt(colSums(x^2) * q / (n - 1)), "/")
}
scores <- function(y, phi) { # y: one series a row
  n <- ncol(y)
  w <- whitener(n, phi)
  r <- t(free(w %*% t(y), w %*% rep(1, n)))
  t(apply(r, 1, function(v) qnorm(rank(v) / (n + 1))))
}
statistics <- function(y, x, phi) {
  z <- abs(scores(y, phi) %*% x)
  cbind(do.call(pmax, as.data.frame(z[, -ncol(z)])), z[, ncol(z)])
}
upper <- function(null, observed) { # share of the null at or above
  s <- sort(null)
  1 - findInterval(observed, s, left.open = TRUE) / length(s)
}
noise <- function(m, n, phi) {
  x <- matrix(rnorm(m * n), m)
  for (t in seq_len(n - 1)) x[, t + 1] <- phi * x[, t] + sqrt(1 - phi^2) * x[, t + 1]
  x
}
power <- function(n, shapes, phi = 0, draws = 100000, series = 40000) {
  x <- contrasts(n, phi)
  null <- statistics(noise(draws, n, phi), x, phi)
  least <- pmin(upper(null[, 1], null[, 1]), upper(null[, 2], null[, 2]))
  limit <- quantile(least, 0.05, type = 1)
  for (name in names(shapes)) {
    y <- sweep(noise(series, n, phi), 2, shapes[[name]], "+")
    s <- statistics(y, x, phi)
    p <- pmin(upper(null[, 1], s[, 1]), upper(null[, 2], s[, 2]))
    cat(sprintf("%-34s %.4f\n", name, mean(p <= limit)))
  }
}
set.seed(20240501)
i24 <- 0:23
power(24, list("n 24, none" = 0 * i24, "n 24, shift 1.5 from 12" = 1.5 * (i24 >= 12),
               "n 24, shift 1.5 from 18" = 1.5 * (i24 >= 18), "n 24, drift 2 in all" = 2 * i24 / 23,
               "n 24, ramp to 2 over 6 from 12" = 2 * pmax(0, pmin((i24 - 11) / 6, 1))))
i12 <- 0:11
power(12, list("n 12, shift 2 from 6" = 2 * (i12 >= 6), "n 12, drift 3 in all" = 3 * i12 / 11))
i18 <- 0:17
power(18, list("n 18, shift 1.9069 from 12" = 0.15 / sqrt(0.45 * 0.55 / 40) * (i18 >= 12)))
power(24, list("n 24, phi 0.4, none" = 0 * i24, "n 24, phi 0.4, shift 1.5 from 12" = 1.5 * (i24 >= 12),
               "n 24, phi 0.4, shift 2.5 from 18" = 2.5 * (i24 >= 18)), phi = 0.4)
i25 <- 0:24
power(25, list("n 25, phi 0.4, slope 0.1" = 0.1 * i25), phi = 0.4)
power(16, list("n 16, phi 0.6, shift 3 from 8" = 3 * (0:15 >= 8)), phi = 0.6)

# A known change: the sum of scores after it against all choices of the scores (independent), or its
# distribution under normal noise.
known <- function(n, i, shape, phi = 0, draws = 200000, series = 40000) {
  x <- contrasts(n, phi)[, i - 1] # step from value i + 1 on
  z <- function(y) abs(scores(y, phi) %*% x)
  limit <- quantile(z(noise(draws, n, phi)), 0.95, type = 1)
  cat(sprintf("known, n %d from %d, phi %.1f %16s %.4f\n", n, i, phi, "",
              mean(z(sweep(noise(series, n, phi), 2, shape, "+")) > limit + 1e-9)))
}
known(18, 12, 0.15 / sqrt(0.45 * 0.55 / 40) * (i18 >= 12))
known(24, 12, 1.5 * (i24 >= 12))
known(24, 12, 0 * i24)
known(24, 12, 1.5 * (i24 >= 12), phi = 0.4)
