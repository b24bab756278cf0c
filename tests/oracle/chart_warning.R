# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of tests/unit/test_chart_warning.c: Rscript tests/oracle/chart_warning.R
say <- function(name, v) cat(sprintf("%-4s %s\n", name, paste(sprintf("%.15g", v), collapse = " ")))
two <- function(y) mean(abs(diff(y))) / (2 / sqrt(pi)) # sigma by moving ranges

y <- c(5, 7, 4, 6)
say("i", mean(y) + c(-2, 2) * two(y))
say("mr", pmax(0, mean(abs(diff(y))) + c(-2, 2) * two(y) * sqrt(2 - 4 / pi)))
x <- c(1, 2, 1); n <- c(10, 20, 10); p <- sum(x) / sum(n)
say("p", pmax(0, p + c(-2, 2) * sqrt(p * (1 - p) / n[1])))
x <- c(9, 10, 8); n <- c(10, 10, 9); p <- sum(x) / sum(n)
say("np", c(n[3] * p - 1.5 * sqrt(n[3] * p * (1 - p)), min(n[3], n[3] * p + 1.5 * sqrt(n[3] * p * (1 - p)))))
g <- c(3, 5, 10); m <- mean(g)
say("g", pmax(0, m + c(-2, 2) * sqrt(m * (m + 1))))
z <- c(4, 9, 2, 6)^(1 / 3.6)
say("t", (mean(z) + c(-2, 2) * two(z))^3.6)
