# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/oracle/raters.R: what tests/unit/test_rater_agreement.c holds leda to. Made with R 4.2.2 and psych
# 2.2.9 (Debian r-cran-psych) for two raters; the others by matrices from the sources named, in base R.
suppressMessages(library(psych))
options(digits = 16)
say <- function(name, ...) cat(name, format(c(...), digits = 16), "\n")

x <- c(1, 2, 3, 4, 4, 3, 2, 1, 1, 2, 3, 4, 2, 2, 3, 1, 4, 3, 2, 1)
y <- c(1, 2, 3, 3, 4, 3, 2, 2, 1, 2, 4, 4, 2, 3, 3, 1, 2, 3, 2, 1)
lin <- 1 - abs(outer(1:4, 1:4, "-")) / 3
k <- cohen.kappa(cbind(x, y)); l <- cohen.kappa(cbind(x, y), w = lin)
say("nominal", k$kappa, sqrt(k$var.kappa), k$confid[1, ])
# psych 2.2.9 takes rowSums(w * rs) where Fleiss, Cohen & Everitt (1969) have the mean weight of a column over the row
# shares, sum_i w_ij p_i. (that is colSums(w * rs)), so its standard error of a weighted kappa is not theirs. Held to
# the delta method instead, derivatives by finite differences; without weights both agree with psych.
delta <- function(x, y, w, cat) {
  p <- table(factor(x, cat), factor(y, cat)) / length(x)
  f <- function(p) { p <- p / sum(p); e <- sum(w * outer(rowSums(p), colSums(p))); (sum(w * p) - e) / (1 - e) }
  g <- sapply(seq_along(p), function(i) { h <- 1e-5; a <- b <- p; a[i] <- a[i] + h; b[i] <- b[i] - h; (f(a) - f(b)) / (2 * h) })
  k <- f(p); se <- sqrt((sum(p * g^2) - sum(p * g)^2) / length(x))
  c(k, se, k + c(-1, 1) * qnorm(0.975) * se)
}
say("delta nominal, quadratic, linear", delta(x, y, diag(4), 1:4))
say("", delta(x, y, 1 - (outer(1:4, 1:4, "-") / 3)^2, 1:4)); say("", delta(x, y, lin, 1:4))
say("psych quadratic", k$weighted.kappa, sqrt(k$var.weighted))
say("psych linear", l$weighted.kappa, sqrt(l$var.weighted))
say("agreed", sum(x == y), binom.test(sum(x == y), 20)$conf.int)
# Weights by value where a step of the scale is not used: 1, 2, 4
u <- c(1, 2, 4, 4, 1, 2, 4, 1); v <- c(1, 4, 4, 2, 1, 2, 4, 2)
g <- cohen.kappa(cbind(u, v), w = 1 - (outer(c(1, 2, 4), c(1, 2, 4), "-") / 3)^2)
say("gap", g$weighted.kappa, delta(u, v, 1 - (outer(c(1, 2, 4), c(1, 2, 4), "-") / 3)^2, c(1, 2, 4)))
say("full", (0.025^(1 / 4) - 0.5) / 0.5) # 4 pairs alike, half 1 and half 2

# The table of 10 subjects, 14 raters, 5 categories that textbooks work through: kappa 0.210.
F <- rbind(c(0, 0, 0, 0, 14), c(0, 2, 6, 4, 2), c(0, 0, 3, 5, 6), c(0, 3, 9, 2, 0), c(2, 2, 8, 1, 1), c(7, 7, 0, 0, 0),
           c(3, 2, 6, 3, 0), c(2, 5, 3, 2, 2), c(6, 5, 2, 1, 0), c(0, 2, 2, 3, 7))
fleiss <- function(F) {
  r <- rowSums(F); F <- F[r > 0, , drop = FALSE]; r <- r[r > 0]; n <- nrow(F); two <- r >= 2
  pi <- rowSums(F * (F - 1)) / (r * (r - 1)); pa <- mean(pi[two]); p <- colMeans(F / r); pe <- sum(p^2)
  k <- (pa - pe) / (1 - pe)
  ki <- ifelse(two, n / sum(two) * (pi - pe) / (1 - pe), 0) - 2 * (1 - k) * (c((F / r) %*% p) - pe) / (1 - pe)
  se <- sqrt(sum((ki - k)^2) / (n * (n - 1)))
  c(pa, pe, k, se, k + c(-1, 1) * qt(0.975, n - 1) * se)
}
jack <- function(F) { n <- nrow(F); v <- sapply(1:n, function(i) fleiss(F[-i, ])[3]); sqrt((n - 1)^2 / n * var(v)) }
say("fleiss", fleiss(F)); say("  jackknife se, for comparison", jack(F))
# category by category by Fleiss' own formula, 1 - sum x (m - x) / (n m (m - 1) p q)
p <- colMeans(F) / 14
say("  categories", 1 - colSums(F * (14 - F)) / (10 * 14 * 13 * p * (1 - p)))
# Krippendorff's four observers (2011), * missing
kripp <- rbind(c(1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA), c(1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3),
               c(NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA), c(1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA))
counts <- t(apply(kripp, 2, function(v) tabulate(v, 5)))
say("fleiss missing", fleiss(counts)); say("  jackknife se, for comparison", jack(counts))

# Coincidence matrix and difference functions as Krippendorff writes them.
alpha <- function(counts, value, metric) {
  counts <- counts[rowSums(counts) >= 2, , drop = FALSE]
  o <- matrix(0, ncol(counts), ncol(counts))
  for (i in seq_len(nrow(counts))) { m <- counts[i, ]; o <- o + (outer(m, m) - diag(m)) / (sum(m) - 1) }
  nc <- rowSums(o); n <- sum(nc)
  d <- outer(seq_along(nc), seq_along(nc), Vectorize(function(c, k)
    switch(metric, nominal = c != k, interval = (value[c] - value[k])^2, ordinal = (sum(nc[c:k]) - (nc[c] + nc[k]) / 2)^2)))
  1 - (n - 1) * sum(o * d) / sum(outer(nc, nc) * d)
}
set.seed(1)
for (m in c("nominal", "ordinal", "interval")) {
  a <- alpha(counts, 1:5, m)
  full <- counts[rowSums(counts) >= 2, ]
  b <- replicate(20000, alpha(full[sample(11, 11, TRUE), ], 1:5, m))
  say(paste("alpha", m), a, quantile(b, c(0.025, 0.975), na.rm = TRUE))
}
value <- c(1.5, 2, 7, 7.25, 11) # unequal steps
for (m in c("nominal", "ordinal", "interval")) say(paste("alpha unequal", m), alpha(counts, value, m))
pc <- colSums(matrix(c(2, 0, 2, 0, 0, 2, 0, 2), 4, byrow = TRUE))
say("alpha full", (0.025^(1 / 4) - sum(pc * (pc - 1)) / 56) / (1 - sum(pc * (pc - 1)) / 56))
for (a in list(c(4, 6), c(5, 6), c(6, 6), c(3, 6), c(2, 5))) say(paste("binom", a[1], a[2]), binom.test(a[1], a[2])$conf.int)
