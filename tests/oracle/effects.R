# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/oracle/effects.R: prints the numbers that the unit tests of two-sample tests, effect sizes,
# shares, correlations, reliability and bootstrap hold leda to. Base R only (made with R 4.2.2).
options(digits = 17)
say <- function(name, ...) cat(name, format(c(...), digits = 17), "\n")
x <- sleep$extra[sleep$group == 2]
y <- sleep$extra[sleep$group == 1]

say("student", with(t.test(x, y, var.equal = TRUE), c(statistic, parameter, p.value, conf.int, stderr)))
say("welch", with(t.test(x, y), c(statistic, parameter, p.value, conf.int, stderr)))
se <- t.test(x, y)$stderr
df <- t.test(x, y)$parameter
d <- mean(x) - mean(y)
say("tost 2", pt((d + 2) / se, df, lower.tail = FALSE), pt((d - 2) / se, df), d + c(-1, 1) * qt(0.95, df) * se)
say("wilcox", suppressWarnings(with(wilcox.test(x, y), c(statistic, p.value))),
    suppressWarnings(wilcox.test(x, y, correct = FALSE)$p.value))

enumerate <- function(score, m, seen) { # all choices of m of the scores
  sums <- combn(length(score), m, function(i) sum(score[i]))
  off <- abs(sums - m * mean(score)) - abs(seen - m * mean(score))
  c(mean(off > -1e-9), mean(off > 1e-9) + mean(abs(off) <= 1e-9) / 2, mean(sums <= seen + 1e-9),
    mean(sums >= seen - 1e-9))
}
say("exact ranks", enumerate(rank(c(x, y)), 10, sum(rank(c(x, y))[1:10])))
say("exact values", enumerate(c(x, y), 10, sum(x)))

# Strata of 4 (2 in the group), 5 (2) and 3 (1): every combination.
s1 <- c(7, 5, 5, 2); s2 <- c(6, 6, 7, 3, 1); s3 <- c(4, 7, 2)
all <- outer(outer(combn(s1, 2, sum), combn(s2, 2, sum), "+"), combn(s3, 1, sum), "+")
e <- 2 * mean(s1) + 2 * mean(s2) + mean(s3)
seen <- 7 + 5 + 6 + 6 + 7
say("strata", mean(abs(all - e) >= abs(seen - e) - 1e-9), mean(all >= seen), mean(all <= seen), e,
    mean((all - e)^2))

ncp <- function(t, df, p) uniroot(function(d) pt(t, df, d) - p, c(-10, 20), tol = 1e-14)$root
sp <- sqrt(((9) * var(x) + 9 * var(y)) / 18)
t <- t.test(x, y, var.equal = TRUE)$statistic
j <- exp(lgamma(9) - lgamma(8.5)) / sqrt(9)
say("d", d / sp, c(ncp(t, 18, 0.975), ncp(t, 18, 0.025)) * sqrt(0.2), j, j * d / sp)
tail <- function(t, df, delta, upper) { # P(T <= t) by its definition, v = s^2 df
  f <- function(s) exp(pnorm(t * s - delta, lower.tail = !upper, log.p = TRUE) + dchisq(df * s^2, df, log = TRUE)) * 2 * df * s
  cut <- c(0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6)
  sum(mapply(function(a, b) integrate(f, a, b, rel.tol = 1e-12, subdivisions = 2000L)$value, head(cut, -1), cut[-1]))
}
say("nct -2 3 5", tail(-2, 3, 5, FALSE)); say("nct -2 10 2.8", tail(-2, 10, 2.8, FALSE))
say("nct 6 50 1 upper", tail(6, 50, 1, TRUE)); say("nct 30 12 2 upper", tail(30, 12, 2, TRUE))
say("nct 1.5 7 1.2", tail(1.5, 7, 1.2, FALSE)); say("nct 0.3 2.5 -1 upper", tail(0.3, 2.5, -1, TRUE))
# Far from 0 by conditioning on the normal part.
far <- function(t, df, delta, upper) integrate(function(z) dnorm(z) * pchisq(df * ((z + delta) / t)^2, df, lower.tail = upper),
                                               -12, 12, rel.tol = 1e-12)$value
say("nct far 1000 20 990", far(1000, 20, 990, FALSE), "upper 300 5 120", far(300, 5, 120, TRUE))

D <- sign(outer(x, y, "-"))
delta <- mean(D); di <- rowMeans(D); dj <- colMeans(D)
sij <- sum((D - delta)^2)
v <- (100 * sum((di - delta)^2) + 100 * sum((dj - delta)^2) - sij) / (100 * 81)
q <- qt(0.975, 18)
say("cliff", delta, v, (9 * var(di) + 9 * var(dj) + sij / 81) / 100,
    (delta - delta^3 + c(-1, 1) * q * sqrt(v) * sqrt((1 - delta^2)^2 + q^2 * v)) / (1 - delta^2 + q^2 * v))
# Clusters: the linear model y = sample with influences as residuals, its CR2 with Satterthwaite degrees of
# freedom from full matrices.
cr2 <- function(ux, uy, gx, gy) {
  u <- c(ux * length(ux), -uy * length(uy)) # residuals of the two means
  X <- cbind(rep(1:0, c(length(ux), length(uy))), rep(0:1, c(length(ux), length(uy))))
  L <- c(1, -1); gg <- c(gx, gy); n <- length(u); B <- solve(crossprod(X)); H <- diag(n) - X %*% B %*% t(X)
  v <- c(rep(sum(ux^2) * length(ux), length(ux)), rep(sum(uy^2) * length(uy), length(uy)))
  root <- function(A) { e <- eigen(A, TRUE); p <- e$values > 1e-9; e$vectors[, p, drop = FALSE] %*% (t(e$vectors[, p, drop = FALSE]) / sqrt(e$values[p])) }
  Q <- sapply(unique(gg), function(k) {
    i <- gg == k
    a <- numeric(n)
    for (m in 1:2) { j <- i & X[, m] == 1; if (any(j)) a[j] <- root(H[j, j, drop = FALSE]) %*% X[j, , drop = FALSE] %*% B %*% L }
    a
  })
  P <- t(Q) %*% H %*% diag(v) %*% H %*% Q
  c(sum((t(Q) %*% u)^2), sum(diag(P))^2 / sum(P^2))
}
g <- c(1, 1, 2, 2, 3, 3, 4, 4, 5, 5)
h <- c(1, 1, 1, 1, 2, 2, 3, 3, 3, 6)
say("cliff clustered", cr2((di - delta) / 10, (dj - delta) / 10, g, g), cr2((di - delta) / 10, (dj - delta) / 10, g, h))
say("cliff each its own", cr2((di - delta) / 10, (dj - delta) / 10, 1:10, 11:20))

say("wilson 25 of 30", prop.test(25, 30, correct = FALSE)$conf.int)
say("clopper 25 of 30", binom.test(25, 30)$conf.int, binom.test(0, 12)$conf.int, binom.test(12, 12)$conf.int)
say("prop 56/70 48/80", with(prop.test(c(56, 48), c(70, 80), correct = FALSE), c(sqrt(statistic), p.value)),
    prop.test(c(56, 48), c(70, 80))$p.value, fisher.test(matrix(c(56, 14, 48, 32), 2))$p.value)
say("fisher 3/4 1/4", fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value)
say("fisher 7/35 60/234", fisher.test(matrix(c(7, 28, 60, 174), 2))$p.value)
vote <- function(n) c(round(0.92 * n), round(0.87 * n))
rejects <- function(n) fisher.test(matrix(c(vote(n), n - vote(n)), 2, byrow = TRUE))$p.value <= 0.05
ok <- sapply(2:1160, rejects)
say("vote fisher", which(ok)[1] + 1, max(which(!ok)) + 2)
yates <- function(n) prop.test(c(0.92, 0.87) * n, c(n, n))$p.value <= 0.05
pooled <- function(n) prop.test(c(0.92, 0.87) * n, c(n, n), correct = FALSE)$p.value <= 0.05
say("vote yates", which(sapply(1:600, yates))[1], "pooled", which(sapply(1:600, pooled))[1])

with(mtcars, {
  say("pearson", unlist(cor.test(mpg, wt)[c("estimate", "p.value", "conf.int")]))
  say("spearman", suppressWarnings(unlist(cor.test(mpg, wt, method = "spearman", exact = FALSE)[c("estimate", "p.value")])))
  say("kendall", suppressWarnings(unlist(cor.test(mpg, wt, method = "kendall")[c("estimate", "p.value")])))
})
a <- c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1) # Hollander & Wolfe, as in ?cor.test
b <- c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)
say("kendall exact", unlist(cor.test(a, b, method = "kendall")[c("estimate", "p.value")]))
say("spearman exact", unlist(cor.test(a, b, method = "spearman")[c("estimate", "p.value")]))
say("quantiles 6", quantile(a, c(0.025, 0.3, 0.5, 0.975), type = 6))
say("quantiles 7", quantile(a, c(0.025, 0.3, 0.5, 0.975), type = 7))

m <- matrix(c(5,6,4,5,7, 3,4,3,2,4, 6,6,5,7,6, 2,3,1,3,2, 7,6,7,5,7, 4,4,5,4,3, 5,7,6,6,5, 1,2,3,1,3, 6,5,6,7,7,
              4,3,4,5,4, 3,5,2,4,3, 7,7,6,6,6), 12, byrow = TRUE)
k <- 5
s <- cov(m)
say("alpha", k / (k - 1) * (1 - sum(diag(s)) / sum(s)))
f <- factanal(m, 1, control = list(opt = list(factr = 10)))
l <- f$loadings[, 1] * apply(m, 2, sd)
say("omega", sum(l)^2 / (sum(l)^2 + sum(f$uniquenesses * diag(s))), sum(l)^2 / sum(s), f$STATISTIC)
say("loadings", f$loadings[, 1])
say("item rest", sapply(1:5, function(i) cor(m[, i], rowSums(m[, -i]))))
f4 <- factanal(m[, -1], 1, control = list(opt = list(factr = 10)))
l4 <- f4$loadings[, 1] * apply(m[, -1], 2, sd)
say("omega of 2..5", sum(l4)^2 / (sum(l4)^2 + sum(f4$uniquenesses * diag(s)[-1])), f4$STATISTIC, f4$loadings[, 1])
# Influence of single values on Cohen's d by numerical derivative of the weighted estimate.
dw <- function(wx, wy) {
  mx <- sum(wx * x) / sum(wx); my <- sum(wy * y) / sum(wy)
  (mx - my) / sqrt((sum(wx * (x - mx)^2) + sum(wy * (y - my)^2)) / (sum(wx) + sum(wy) - 2))
}
one <- rep(1, 10); e <- 1e-5
ux <- sapply(1:10, function(i) (dw(one + e * (1:10 == i), one) - dw(one - e * (1:10 == i), one)) / (2 * e))
uy <- sapply(1:10, function(i) (dw(one, one + e * (1:10 == i)) - dw(one, one - e * (1:10 == i))) / (2 * e))
say("d clustered", sqrt(cr2(ux, uy, g, g)[1]), sqrt(cr2(ux, uy, g, h)[1]), cr2(ux, uy, g, h)[2], qt(0.975, cr2(ux, uy, g, h)[2]))
al <- function(v) { s <- cov(v); ncol(v) / (ncol(v) - 1) * (1 - sum(diag(s)) / sum(s)) }
om <- function(v) {
  f <- factanal(v, 1, control = list(opt = list(factr = 10)))
  l <- f$loadings[, 1] * apply(v, 2, sd)
  sum(l)^2 / (sum(l)^2 + sum(f$uniquenesses * diag(cov(v))))
}
jack <- function(f, v, g) {
  one <- sapply(unique(g), function(i) log(1 - f(v[g != i, ])))
  k <- length(one)
  1 - exp(log(1 - f(v)) + c(1, -1) * qt(0.975, k - 1) * sqrt((k - 1) / k * sum((one - mean(one))^2)))
}
say("jackknife", jack(al, m[, -1], rep(1:6, each = 2)), jack(om, m[, -1], rep(1:6, each = 2)), jack(al, m, 1:12))
