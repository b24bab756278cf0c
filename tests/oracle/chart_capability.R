# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of tests/unit/test_chart_capability.c: Rscript tests/oracle/chart_capability.R
d2 <- function(n) integrate(function(x) 1 - pnorm(x)^n - (1 - pnorm(x))^n, -8, 8, rel.tol = 1e-12)$value
d3 <- function(n) { # P(range <= w) = n int phi(x) (Phi(x + w) - Phi(x))^(n - 1) dx
  cdf <- function(w) sapply(w, function(w)
    integrate(function(x) n * dnorm(x) * (pnorm(x + w) - pnorm(x))^(n - 1), -9, 9, rel.tol = 1e-12)$value)
  sqrt(2 * integrate(function(w) w * (1 - cdf(w)), 0, 12, rel.tol = 1e-10)$value - d2(n)^2)
}
c4 <- function(n) sqrt(2 / (n - 1)) * exp(lgamma(n / 2) - lgamma((n - 1) / 2))
df_of <- function(cv2) uniroot(function(d) 1 / c4(d + 1)^2 - 1 - cv2, c(.5, 1e4), tol = 1e-13)$root
say <- function(name, v) cat(sprintf("%-8s %s\n", name, paste(sprintf("%.15g", v), collapse = " ")))
interval <- function(i, df) i / c4(df + 1) * sqrt(qchisq(c(.025, .975), df) / df)

g <- list(c(5.1, 4.8, 5.3), c(4.9, 5.0), c(5.4, 5.2, 4.7), c(5.0, 4.6, 5.1), c(5.2, 5.5), c(4.8, 4.9, 5.2))
y <- unlist(g); n <- sapply(g, length); L <- 4; U <- 6
cv2r <- (sapply(n, d3) / sapply(n, d2))^2
cv2s <- 1 / c4(n)^2 - 1
term <- function(name, sigma, df) {
  cp <- (U - L) / (6 * sigma)
  say(name, c(sigma, df, cp, interval(cp, df)))
}
term("range", mean(sapply(g, function(v) diff(range(v))) / sapply(n, d2)), df_of(sum(cv2r) / length(n)^2))
s <- sapply(g, sd)
term("sd", mean(s / c4(n)), df_of(sum(cv2s) / length(n)^2))
term("weighted", sum(s / c4(n) / cv2s) / sum(1 / cv2s), df_of(1 / sum(1 / cv2s)))
df <- sum(n - 1); term("pooled", sqrt(sum((n - 1) * s^2) / df) / c4(df + 1), df)
say("overall", c(length(y), mean(y), sd(y), (U - L) / (6 * sd(y))))
