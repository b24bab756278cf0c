# SPDX-License-Identifier: GPL-3.0-or-later
# Difference-in-differences, the third wave and what hangs on them, from their definitions (base R, no
# packages): the numbers in tests/unit/test_assess.c come from here (R 4.2.2). The answers are made without
# chance: eight municipalities in two waves, four of them in a third.
root <- function(m, power) {
  e <- eigen(m, symmetric = TRUE)
  v <- ifelse(e$values > 1e-12, e$values^power, 0)
  e$vectors %*% (v * t(e$vectors))
}
cr2 <- function(x, y, g, contrast) {
  m <- solve(crossprod(x))
  h <- x %*% m %*% t(x)
  i_h <- diag(length(y)) - h
  p <- sapply(unique(g), function(k) {
    s <- g == k
    a <- root(diag(sum(s)) - h[s, s, drop = FALSE], -1 / 2)
    i_h[, s, drop = FALSE] %*% a %*% x[s, , drop = FALSE] %*% m %*% contrast
  })
  se <- sqrt(sum((t(p) %*% y)^2))
  d <- crossprod(p)
  df <- sum(diag(d))^2 / sum(d^2)
  estimate <- sum(contrast * (m %*% crossprod(x, y)))
  c(estimate = estimate, se = se, df = df, lower = estimate - qt(0.975, df) * se,
    upper = estimate + qt(0.975, df) * se, p = 2 * pt(-abs(estimate / se), df))
}
rows <- NULL
i <- 0
for (w in 1:3) for (g in 1:8) {
  if (w == 3 && g > 4) next
  for (k in seq_len(if (w < 3) 3 + (g + w) %% 4 else 3)) {
    i <- i + 1
    rows <- rbind(rows, data.frame(i = i, w = w, g = g))
  }
}
d <- within(rows, {
  role <- as.numeric((i * 7 + g) %% 5 < 2)
  chosen <- as.numeric(g <= 4)
  y <- 1 + (i * 37 + g * 11) %% 101 %% 5 + 2 * (w == 2) + (w == 3)
})
show <- function(name, x) cat(name, sprintf("%s=%.15g", names(x), x), "\n")
two <- d[d$w < 3, ]
w2 <- as.numeric(two$w == 2)
show("change", cr2(cbind(1, w2, two$role), two$y, two$g, c(0, 1, 0)))
show("did", cr2(cbind(1, w2, two$role, two$chosen, w2 * two$chosen), two$y, two$g, c(0, 0, 0, 0, 1)))
first <- d[d$w == 1, ]
show("baseline", cr2(cbind(1, first$role, first$chosen), first$y, first$g, c(0, 0, 1)))
show("gap", cr2(cbind(1, first$role), first$y, first$g, c(0, 1)))
same <- d[d$g <= 4, ]
x <- cbind(1, same$w == 2, same$w == 3, same$role)
gain <- cr2(x, same$y, same$g, c(0, 1, 0, 0))
later <- cr2(x, same$y, same$g, c(0, -1, 1, 0))
total <- cr2(x, same$y, same$g, c(0, 0, 1, 0))
show("gain", gain); show("later", later); show("total", total)
vab <- (total["se"]^2 + gain["se"]^2 - later["se"]^2) / 2
q <- qt(0.975, min(gain["df"], total["df"]))
a <- gain["estimate"]^2 - q^2 * gain["se"]^2
b <- -2 * (total["estimate"] * gain["estimate"] - q^2 * vab)
c0 <- total["estimate"]^2 - q^2 * total["se"]^2
show("fieller", c(a = unname(a), discriminant = unname(b^2 - 4 * a * c0),
  root1 = unname((-b - sqrt(b^2 - 4 * a * c0)) / (2 * a)),
  root2 = unname((-b + sqrt(b^2 - 4 * a * c0)) / (2 * a))))
y2 <- same$y[same$w == 2]; y3 <- same$y[same$w == 3]
r2 <- same$role[same$w == 2]; r3 <- same$role[same$w == 3]
n2 <- length(y2); n3 <- length(y3)
show("response", c(n2 = n2, n3 = n3, low = (sum(y3) + max(n2 - n3, 0)) / max(n2, n3) - mean(y2),
  high = (sum(y3) + 7 * max(n2 - n3, 0)) / max(n2, n3) - mean(y2),
  post = mean(r2) * mean(y3[r3 == 1]) + mean(1 - r2) * mean(y3[r3 == 0]) - mean(y2)))
# One municipality: persons change places, all 70 ways of 8 in two groups of 4.
v <- c(3, 3, 2, 5, 4, 5, 5, 7)
t0 <- sum(v[5:8]) - sum(v) / 2
all <- combn(8, 4, function(s) sum(v[s]) - sum(v) / 2)
show("persons", c(p = mean(abs(all) >= abs(t0) - 1e-9)))
