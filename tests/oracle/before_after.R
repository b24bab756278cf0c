# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/oracle/before_after.R: what the unit tests of pareto, sigma_level, before_after and sustain hold leda to.
# Base R only (made with R 4.2.2).
options(digits = 16)
say <- function(name, ...) cat(name, format(c(...), digits = 16), "\n")

# ---- Pareto: closed forms for two causes (counts 14, 6; goal 0.8), else draws of R's own gamma.
say("pareto two: first", pbeta(0.5, 14.5, 6.5, lower.tail = FALSE), "vital", pbeta(0.2, 14.5, 6.5, lower.tail = FALSE),
    pbeta(0.8, 14.5, 6.5), "one is enough", pbeta(0.8, 14.5, 6.5, lower.tail = FALSE) + pbeta(0.2, 14.5, 6.5))
say("share 14 of 20", binom.test(14, 20)$conf.int)
set.seed(1)
count <- c(40, 31, 30, 9, 5, 2, 0)
x <- sapply(count + 0.5, function(a) rgamma(1e6, a)); x <- x / rowSums(x)
rank <- t(apply(-x, 1, rank))
before <- t(apply(x, 1, function(p) { o <- order(-p); b <- numeric(7); b[o] <- c(0, cumsum(p[o])[-7]); b }))
say("pareto seven: vital", colMeans(before < 0.8)); say("  first", colMeans(rank == 1))
say("  ranks", apply(rank, 2, quantile, c(0.025, 0.975), type = 1))
say("  how many", quantile(rowSums(before < 0.8), c(0.025, 0.975), type = 1))
say("  above next", pbeta(0.5, 40.5, 31.5, lower.tail = FALSE), pbeta(0.5, 2.5, 0.5, lower.tail = FALSE))

# ---- sigma level
say("sigma of 6210, 3.4, 500000", qnorm(c(6210, 3.4, 5e5) / 1e6, lower.tail = FALSE) + 1.5)
say("dpmo of 6, 4.5, 3 with shift", 1e6 * pnorm(c(6, 4.5, 3) - 1.5, lower.tail = FALSE))
b <- binom.test(7, 1200)$conf.int
say("7 of 1200", 7 / 1200 * 1e6, b * 1e6, qnorm(c(7 / 1200, rev(b)), lower.tail = FALSE))
say("0 of 50", binom.test(0, 50)$conf.int[2] * 1e6, qnorm(binom.test(0, 50)$conf.int[2], lower.tail = FALSE))
each <- 0.95^(1 / 3)
s <- sapply(list(c(3, 100), c(0, 97), c(5, 96)), function(d) c(1 - d[1] / d[2], 1 - rev(binom.test(d[1], d[2], conf.level = each)$conf.int)))
say("rolled", apply(s, 1, prod), prod(s[1, ])^(1 / 3))
say("first pass 12 / 40", exp(-0.3), exp(-rev(poisson.test(12, 40)$conf.int)))

# ---- rates
mid <- function(k, n, level = 0.95) {
  a <- (1 - level) / 2
  lo <- if (k == 0) 0 else uniroot(function(p) pbinom(k, n, p, lower.tail = FALSE) + dbinom(k, n, p) / 2 - a, c(1e-12, 1 - 1e-12), tol = 1e-15)$root
  up <- if (k == n) 1 else uniroot(function(p) pbinom(k - 1, n, p) + dbinom(k, n, p) / 2 - a, c(1e-12, 1 - 1e-12), tol = 1e-15)$root
  c(lo, up)
}
rates <- function(xb, tb, xa, ta) {
  t <- poisson.test(c(xa, xb), c(ta, tb))
  n <- xa + xb; p <- ta / (ta + tb); m <- mid(xa, n)
  up <- pbinom(xa, n, p, lower.tail = FALSE) + dbinom(xa, n, p) / 2; lo <- pbinom(xa - 1, n, p) + dbinom(xa, n, p) / 2
  b <- c(xb / tb, poisson.test(xb, tb)$conf.int); a <- c(xa / ta, poisson.test(xa, ta)$conf.int)
  say(paste("rates", xb, tb, xa, ta), t$estimate, t$conf.int)
  say("  mid", m / (1 - m) * tb / ta)
  say("  p, mid p, likelihood", min(1, 2 * min(pbinom(xa, n, p), pbinom(xa - 1, n, p, lower.tail = FALSE))), min(1, 2 * min(up, lo)), t$p.value)
  d <- a[1] - b[1]
  say("  before, difference", b, d, d - sqrt((a[1] - a[2])^2 + (b[3] - b[1])^2), d + sqrt((a[3] - a[1])^2 + (b[1] - b[2])^2))
}
rates(31, 4200, 14, 3900)
rates(3, 10, 0, 12)
rates(520, 1000, 571, 1000)
rates(0, 10, 4, 12)

# ---- means and shares
xb <- c(12.1, 11.4, 13.3, 12.8, 11.9, 12.5, 13.0, 12.2); xa <- c(10.9, 11.6, 10.2, 11.1, 12.05, 10.7, 11.3)
w <- t.test(xa, xb)
say("welch", mean(xb), mean(xa), mean(xa) - mean(xb), w$conf.int, w$p.value, w$stderr, w$parameter)
va <- var(xa) / 7; vb <- var(xb) / 8; r <- mean(xa) / mean(xb)
q <- qt(0.975, (va + r^2 * vb)^2 / (va^2 / 6 + (r^2 * vb)^2 / 7))
g <- function(x) (mean(xa) - x * mean(xb))^2 - q^2 * (va + x^2 * vb)
say("ratio", r, uniroot(g, c(0.5, r), tol = 1e-15)$root, uniroot(g, c(r, 1.5), tol = 1e-15)$root)
h <- wilcox.test(xa, xb, conf.int = TRUE, exact = TRUE)
say("hodges", h$estimate, h$conf.int, h$p.value, 1 - 2 * pwilcox(qwilcox(0.025, 7, 8) - 1, 7, 8))
h9 <- wilcox.test(xa, xb, conf.int = TRUE, exact = TRUE, conf.level = 0.8)
say("hodges 80", h9$estimate, h9$conf.int)
big1 <- round(qnorm((1:150 - 0.5) / 150) + 0.3, 6); big2 <- round(qnorm((1:120 - 0.4) / 120) * 1.1, 6)
d <- sort(outer(big1, big2, "-")); k <- floor(18000 / 2 - qnorm(0.975) * sqrt(18000 * 271 / 12))
say("hodges large", median(d), d[k], d[18001 - k])
newcombe <- function(xb, nb, xa, na) {
  wil <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int
  b <- wil(xb, nb); a <- wil(xa, na); pb <- xb / nb; pa <- xa / na
  c(pb, pa, pa - pb, pa - pb - sqrt((pa - a[1])^2 + (b[2] - pb)^2), pa - pb + sqrt((a[2] - pa)^2 + (pb - b[1])^2), fisher.test(matrix(c(xa, na - xa, xb, nb - xb), 2))$p.value)
}
say("newcombe", newcombe(15, 60, 31, 70))

# ---- sustain: three periods by mean, se, df; contrast c = (after - before) share etc.
m <- c(20, 14, 15); se <- c(0.6, 0.5, 0.7); df <- c(11, 9, 7)
kept <- function(m, se, df, level = 0.95) {
  a <- m[3] - m[1]; b <- m[2] - m[1]; rho <- a / b
  c3 <- c(-(1 - rho), -rho, 1) # sustain - rho after - (1 - rho) before
  v <- c3^2 * se^2; f <- sum(v)^2 / sum(v^2 / df); q <- qt(1 - (1 - level) / 2, f)
  A <- b^2 - q^2 * (se[2]^2 + se[1]^2); B <- a * b - q^2 * se[1]^2; C <- a^2 - q^2 * (se[3]^2 + se[1]^2)
  D <- sqrt(B^2 - A * C)
  c(rho, (B - D) / A, (B + D) / A, f)
}
say("kept", kept(m, se, df))
pair <- function(i, j, h = 0) { d <- m[i] - m[j]; s <- sqrt(se[i]^2 + se[j]^2); f <- s^4 / (se[i]^4 / df[i] + se[j]^4 / df[j])
  c(d, d + c(-1, 1) * qt(0.975, f) * s, 2 * pt(-abs(d / s), f)) }
say("sustain - after", pair(3, 2)); say("sustain - before", pair(3, 1)); say("after - before", pair(2, 1))
for (s in c(15, 19.5, 14)) say(paste("kept, sustain", s), kept(c(20, 14, s), se, df))
say("kept, small se", kept(c(20, 14, 14.2), c(0.1, 0.1, 0.1), df))

# With the argument `coverage`: how often the set of the share kept holds the truth (means before, after, sustain; sizes).
if (identical(commandArgs(TRUE), "coverage")) {
  set.seed(2)
  holds <- function(m, se, df, truth) {
    a <- m[3] - m[1]; b <- m[2] - m[1]; rho <- a / b; v <- c(-(1 - rho), -rho, 1)^2 * se^2
    q <- qt(0.975, sum(v)^2 / sum(v^2 / df))
    (a - truth * b)^2 <= q^2 * (se[3]^2 + se[1]^2 - 2 * truth * se[1]^2 + truth^2 * (se[2]^2 + se[1]^2))
  }
  for (s in list(c(20, 14, 15, 12, 10, 8), c(20, 17, 18.5, 12, 6, 5), c(20, 19, 19.5, 8, 8, 8))) {
    n <- s[4:6]; sd <- c(2, 1.5, 2)
    cat(s, mean(replicate(20000, {
      x <- rnorm(3, s[1:3], sd / sqrt(n)); se <- sd * sqrt(rchisq(3, n - 1) / (n - 1)) / sqrt(n)
      holds(x, se, n - 1, (s[3] - s[1]) / (s[2] - s[1]))
    })), "\n")
  }
}
