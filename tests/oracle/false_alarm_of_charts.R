# SPDX-License-Identifier: GPL-3.0-or-later
# How often unchanged charts signal, simulated in base R from the charts' definitions (docs/chart.md), for
# tests/oracle/test_chart_false_alarm.c, which holds what this printed:
#
#   Rscript tests/oracle/false_alarm_of_charts.R [REPLICATES]
#
# Rates: a point beyond its limits; Anhoej's rules; Western Electric's four. NA: not a rule of the type.
args <- commandArgs(TRUE)
reps <- if (length(args)) as.integer(args[1]) else 20000L
set.seed(20260501)
d2 <- 2 / sqrt(pi)
c4 <- function(n) sqrt(2 / (n - 1)) * exp(lgamma(n / 2) - lgamma((n - 1) / 2))

anhoej <- function(side) {
  side <- side[side != 0]
  n <- length(side)
  if (n < 2) return(FALSE)
  r <- rle(side)$lengths
  max(r) > round(log2(n) + 3) || length(r) - 1 < qbinom(0.05, n - 1, 0.5)
}

# some `window` values in a row with at least `needed` of them TRUE
dense <- function(hit, needed, window) {
  n <- length(hit)
  if (n < needed) return(FALSE)
  s <- c(0, cumsum(hit))
  any(s[-1] - s[pmax(seq_len(n) - window, 0) + 1] >= needed)
}

western <- function(z)
  any(abs(z) > 3) || dense(z > 2, 2, 3) || dense(z < -2, 2, 3) || dense(z > 1, 4, 5) ||
    dense(z < -1, 4, 5) || dense(z > 0, 8, 8) || dense(z < 0, 8, 8)

# beyond, anhoej, western electric of values about a centre with limits and sigmas
judge <- function(x, centre, lower, upper, sigma = NULL)
  c(any(x > upper | x < lower), anhoej(sign(x - centre)),
    if (is.null(sigma)) NA else western((x - centre) / sigma))

ar1 <- function(position, phi) {
  n <- length(position)
  z <- rnorm(n)
  for (i in seq_len(n)[-1]) {
    r <- phi^(position[i] - position[i - 1])
    z[i] <- r * z[i - 1] + sqrt(1 - r^2) * z[i]
  }
  z
}

# I chart of months 1-6 and 8-20 without 15; limits from months 1-12; ranges not over the gap at 7, but over 15,
# which is excluded: 14 and 16 are neighbours (outside the baseline, so that it does not matter)
i_chart <- function(phi) {
  position <- setdiff(1:20, c(7, 15))
  y <- ar1(position, phi)
  base <- position <= 12
  p <- position[base]
  range <- abs(diff(y[base]))[diff(p) == 1]
  s <- mean(range) / d2
  m <- mean(y[base])
  judge(y, m, m - 3 * s, m + 3 * s, s)
}

run_chart <- function() {
  y <- rnorm(20)
  c(NA, anhoej(sign(y - median(y))), NA)
}

mr_chart <- function() {
  r <- abs(diff(rnorm(24)))
  c(any(r > mean(r) * (1 + 3 * sqrt(2 - 4 / pi) / d2)), NA, NA)
}

d_p <- 30 + 5 * (0:19 %% 7)
p_chart <- function(phi) {
  x <- qbinom(pnorm(ar1(1:20, phi)), d_p, 0.2)
  p <- sum(x) / sum(d_p)
  s <- sqrt(p * (1 - p) / d_p)
  judge(x / d_p, p, pmax(0, p - 3 * s), p + 3 * s, s)
}

np_chart <- function() {
  x <- rbinom(20, d_p, 0.2)
  p <- sum(x) / sum(d_p)
  s <- sqrt(p * (1 - p) * d_p)
  judge(x, p * d_p, pmax(0, p * d_p - 3 * s), p * d_p + 3 * s, s)
}

c_chart <- function() {
  x <- rpois(24, 5)
  m <- mean(x)
  judge(x, m, max(0, m - 3 * sqrt(m)), m + 3 * sqrt(m), sqrt(m))
}

d_u <- 1 + 0:19 %% 3
u_chart <- function() { # exact limits, 1 % outside
  x <- rpois(20, 4 * d_u)
  u <- sum(x) / sum(d_u)
  low <- qpois(0.005, u * d_u)
  high <- qpois(0.995, u * d_u)
  c(any(x > high | x < low), anhoej(sign(x / d_u - u)), NA)
}

ip_chart <- function() {
  y <- rnorm(20) / sqrt(d_p)
  m <- sum(y * d_p) / sum(d_p)
  r <- abs(diff(y)) / sqrt((1 / d_p[-1] + 1 / d_p[-20]) / 2)
  s <- mean(r) / d2 / sqrt(d_p)
  judge(y, m, m - 3 * s, m + 3 * s, s)
}

size <- rep(c(3, 5), 8)
xbar_chart <- function() { # sizes 3 and 5; sigma: mean of sd / c4
  g <- lapply(size, rnorm)
  y <- sapply(g, mean)
  sigma <- mean(sapply(g, sd) / c4(size))
  m <- sum(y * size) / sum(size)
  s <- sigma / sqrt(size)
  judge(y, m, m - 3 * s, m + 3 * s, s)
}

s_chart <- function() {
  y <- sapply(size, function(n) sd(rnorm(n)))
  sigma <- mean(y / c4(size))
  c(any(y > sigma * (c4(size) + 3 * sqrt(1 - c4(size)^2)) |
          y < sigma * pmax(0, c4(size) - 3 * sqrt(1 - c4(size)^2))), NA, NA)
}

g_chart <- function() {
  x <- rgeom(20, 1 / 11)
  m <- mean(x)
  c(any(x > m + 3 * sqrt(m * (m + 1))), anhoej(sign(x - median(x))), NA)
}

t_chart <- function() {
  y <- rexp(20)^(1 / 3.6)
  m <- mean(y)
  s <- mean(abs(diff(y))) / d2
  judge(y, m, max(0, m - 3 * s), m + 3 * s, s)
}

ewma_chart <- function() {
  y <- rnorm(24)
  m <- mean(y)
  s <- mean(abs(diff(y))) / d2
  z <- Reduce(function(a, b) 0.8 * a + 0.2 * b, y, m, accumulate = TRUE)[-1]
  c(any(abs(z - m) > 3 * s * sqrt(0.2 / 1.8 * (1 - 0.8^(2 * 1:24)))), NA, NA)
}

ma_chart <- function() {
  y <- rnorm(24)
  m <- mean(y)
  s <- mean(abs(diff(y))) / d2
  z <- c(y[1], mean(y[1:2]), (y[1:22] + y[2:23] + y[3:24]) / 3)
  c(any(abs(z - m) > 3 * s / sqrt(pmin(1:24, 3))), NA, NA)
}

cusum_chart <- function() {
  y <- rnorm(24)
  z <- (y - mean(y)) / (mean(abs(diff(y))) / d2)
  up <- Reduce(function(a, b) max(0, a + b - 0.5), z, 0, accumulate = TRUE)
  down <- Reduce(function(a, b) min(0, a + b + 0.5), z, 0, accumulate = TRUE)
  c(any(up > 5 | down < -5), NA, NA)
}

charts <- list(
  i = function() i_chart(0), i_ar1 = function() i_chart(0.5), run = run_chart, mr = mr_chart,
  p = function() p_chart(0), p_ar1 = function() p_chart(0.5), np = np_chart, c = c_chart,
  u_exact = u_chart, ip = ip_chart, xbar_s = xbar_chart, s = s_chart, g = g_chart, t = t_chart,
  ewma = ewma_chart, ma = ma_chart, cusum = cusum_chart)
for (name in names(charts)) {
  rates <- rowMeans(replicate(reps, charts[[name]]()))
  cat(sprintf("%-8s %s\n", name, paste(sprintf("%.5f", rates), collapse = " ")))
}
