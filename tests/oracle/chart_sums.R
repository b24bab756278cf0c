# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of tests/unit/test_panel_add_up.c and test_chart_equal_limits.c: Rscript tests/oracle/chart_sums.R
say <- function(name, v) cat(sprintf("%-6s %s\n", name, paste(sprintf("%.15g", v), collapse = " ")))
d <- read.csv("tests/cli/data/visits_by_clinic.csv")
d <- d[!is.na(d$numerator), ]
s <- aggregate(cbind(numerator, denominator) ~ period, d, sum)
say("sums", t(as.matrix(s[-1])))
p <- sum(s$numerator) / sum(s$denominator)
say("p", c(p, (s$numerator / s$denominator)[1], p + 3 * sqrt(p * (1 - p) / s$denominator[1])))

# Equal limits: the mean denominator for all points.
n <- s$denominator; x <- s$numerator; m <- mean(n); u <- sum(x) / sum(n); d2 <- 2 / sqrt(pi)
say("equalp", p + 3 * sqrt(p * (1 - p) / m))
say("equalnp", c(m * p, m * p + 3 * sqrt(m * p * (1 - p))))
say("equalu", u + 3 * sqrt(u / m))
z <- (x / n - p) / sqrt(p * (1 - p) / n)
say("equalpp", p + 3 * sqrt(p * (1 - p) / m) * mean(abs(diff(z)[c(1:3)])) / d2)
# Subgroups: the harmonic mean of sizes.
g <- list(c(5.1, 4.8, 5.3), c(4.9, 5.0), c(5.4, 5.2, 4.7, 5.1), c(5.0, 4.6, 5.1))
k <- lengths(g); h <- 1 / mean(1 / k)
c4 <- function(n) sqrt(2 / (n - 1)) * exp(lgamma(n / 2) - lgamma((n - 1) / 2))
sigma <- mean(sapply(g, sd) / c4(k))
say("xbar", c(mean(unlist(g)), mean(unlist(g)) + 3 * sigma / sqrt(h)))
say("s", sigma * (c4(round(h)) + 3 * sqrt(1 - c4(round(h))^2)))
