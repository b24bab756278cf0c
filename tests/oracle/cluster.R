# SPDX-License-Identifier: GPL-3.0-or-later
# Cluster-robust inference from its definitions, with matrices of as many rows as people (base R, no
# packages): the numbers in tests/unit/test_cluster_ols.c come from here (R 4.2.2). The rows are made
# without chance: a cluster of one person, one in the first wave only, one alone with a column of its own.
root <- function(m, power) {
  e <- eigen(m, symmetric = TRUE)
  v <- ifelse(e$values > 1e-12, e$values^power, 0)
  e$vectors %*% (v * t(e$vectors))
}
make <- function() {
  size <- c(1, 4, 6, 9, 3, 12, 5, 7)
  g <- rep(seq_along(size), size)
  i <- seq_along(g)
  wave <- ifelse(g == 5, 0, (i * 7 + g) %% 2)
  role <- (i * i + 3 * g) %% 3 == 0
  own <- as.numeric(g == 7)
  y <- 1 + (i * i * 5 + g * g * 3 + i * g) %% 7
  list(x = cbind(1, wave, role, wave * role, own), y = y, g = g)
}
fit <- function(x, y, g, kind) {
  groups <- unique(g)
  m <- solve(crossprod(x))
  h <- x %*% m %*% t(x)
  e <- as.vector(y - h %*% y)
  power <- c(CR0 = 0, CR2 = -1 / 2, CR3 = -1)[kind]
  a <- lapply(groups, function(k) {
    s <- g == k
    if (kind == "CR0") diag(sum(s)) else root(diag(sum(s)) - h[s, s, drop = FALSE], power)
  })
  list(m = m, h = h, e = e, a = a, groups = groups, x = x, y = y, g = g)
}
# p_g for a contrast: n x G
parts <- function(f, contrast) {
  i_h <- diag(length(f$y)) - f$h
  sapply(seq_along(f$groups), function(k) {
    s <- f$g == f$groups[k]
    i_h[, s, drop = FALSE] %*% f$a[[k]] %*% f$x[s, , drop = FALSE] %*% f$m %*% contrast
  })
}
single <- function(f, contrast) {
  p <- parts(f, contrast)
  se <- sqrt(sum((t(p) %*% f$y)^2))
  d <- crossprod(p)
  df <- sum(diag(d))^2 / sum(d^2)
  estimate <- sum(contrast * (f$m %*% crossprod(f$x, f$y)))
  c(estimate = estimate, se = se, df = df, p = 2 * pt(-abs(estimate / se), df))
}
htz <- function(f, contrasts) {
  q <- nrow(contrasts)
  p <- lapply(seq_len(q), function(s) parts(f, contrasts[s, ]))
  omega <- outer(seq_len(q), seq_len(q), Vectorize(function(s, t) sum(p[[s]] * p[[t]])))
  turned <- root(omega, -1 / 2) %*% contrasts
  p <- lapply(seq_len(q), function(s) parts(f, turned[s, ]))
  total <- 0
  for (s in seq_len(q)) for (t in seq_len(q)) {
    ss <- crossprod(p[[s]]); tt <- crossprod(p[[t]]); st <- crossprod(p[[s]], p[[t]])
    total <- total + sum(ss * tt) + sum(st * t(st))
  }
  eta <- q * (q + 1) / total
  d <- sapply(p, function(x) t(x) %*% f$y)
  b <- turned %*% f$m %*% crossprod(f$x, f$y)
  statistic <- sum(b * solve(crossprod(d), b))
  f_value <- (eta - q + 1) / (eta * q) * statistic
  c(F = f_value, df2 = eta - q + 1, p = pf(f_value, q, eta - q + 1, lower.tail = FALSE))
}
show <- function(name, x) cat(name, sprintf("%s=%.15g", names(x), x), "\n")
d <- make()
cat("y:", d$y, "\n")
for (kind in c("CR0", "CR2", "CR3")) {
  f <- fit(d$x, d$y, d$g, kind)
  show(paste(kind, "wave"), single(f, c(0, 1, 0, 0, 0)))
  show(paste(kind, "both"), single(f, c(0, 1, 0, 1, 0)))
  if (kind != "CR0") show(paste(kind, "HTZ 2"), htz(f, rbind(c(0, 1, 0, 0, 0), c(0, 0, 0, 1, 0))))
}
f <- fit(d$x, d$y, d$g, "CR2")
show("CR2 own", single(f, c(0, 0, 0, 0, 1)))
show("CR2 HTZ 3", htz(f, rbind(c(0, 1, 0, 0, 0), c(0, 0, 1, 0, 0), c(0, 0, 0, 1, 0))))
# Levels of their own for every cluster: dummies.
w <- d$x[, 2:4]
dummies <- outer(d$g, unique(d$g), "==") + 0
f <- fit(cbind(w, dummies), d$y, d$g, "CR2")
show("FE CR2 wave", single(f, c(1, 0, 0, rep(0, 8))))
show("FE CR2 HTZ", htz(f, cbind(diag(3)[c(1, 3), ], matrix(0, 2, 8))))
# Wild bootstrap over all 2^8 signs, by refitting; CR1 and CR2.
wild <- function(x, y, g, contrast, kind) {
  t_of <- function(y) { s <- single(fit(x, y, g, kind), contrast); abs(s[["estimate"]] / s[["se"]]) }
  m <- solve(crossprod(x)); b <- m %*% crossprod(x, y)
  b0 <- b - m %*% contrast * sum(contrast * b) / sum(contrast * (m %*% contrast))
  e0 <- as.vector(y - x %*% b0); t0 <- t_of(y)
  signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(unique(g)))))
  stars <- apply(signs, 1, function(v) t_of(as.vector(x %*% b0) + v[g] * e0))
  mean(stars >= t0 * (1 - 1e-9))
}
# The column of the seventh cluster is left out: with it the residuals there are free of its level.
x <- d$x[, 1:3]
cat("wild CR0:", sprintf("%.15g", wild(x, d$y, d$g, c(0, 1, 0), "CR0")), "\n")
cat("wild CR2:", sprintf("%.15g", wild(x, d$y, d$g, c(0, 1, 0), "CR2")), "\n")
# Label swaps over all 2^6 patterns (cluster 5 and the cluster of one cannot be swapped).
r <- resid(lm(d$y ~ factor(d$g) + d$x[, 3]))
r2 <- resid(lm((d$y^2 %% 5) ~ factor(d$g) + d$x[, 3]))
swap <- function(r) sapply(unique(d$g), function(k) {
  a <- d$g == k & d$x[, 2] == 1; b <- d$g == k & d$x[, 2] == 0
  if (any(a) && any(b)) sum(r[a]) else NA
})
u <- cbind(swap(r), swap(r2), swap(r + r2)); u <- u[!is.na(u[, 1]), ]
z <- sweep(u, 2, sqrt(colSums(u^2)), "/")
signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), nrow(z))))
stars <- abs(signs %*% z); t0 <- abs(colSums(z)); o <- order(-t0)
at_least <- function(a, b) mean(a >= b - 1e-9)
raw <- sapply(1:3, function(j) at_least(stars[, j], t0[j]))
one <- sapply(1:3, function(j) at_least(apply(stars, 1, max), t0[j]))
step <- sapply(1:3, function(j) at_least(apply(stars[, o[j:3], drop = FALSE], 1, max), t0[o[j]]))
adj <- numeric(3); adj[o] <- cummax(step)
cat("swap T:", sprintf("%.15g", colSums(z)), "\nraw:", sprintf("%.15g", raw), "\nsingle:",
    sprintf("%.15g", one), "\nadjusted:", sprintf("%.15g", adj), "patterns", nrow(signs), "\n")
