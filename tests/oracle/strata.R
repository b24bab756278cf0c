# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript tests/oracle/strata.R: what tests/unit/test_strata.c holds leda to. Base R only (made with R 4.2.2).
options(digits = 16)
say <- function(name, ...) cat(name, format(c(...), digits = 16), "\n")
v <- c(2.1, 3.4, 3.4, 5.0, 6.2, 7.7, 3.4, 8.1, 9.0, 4.4, 10.2)
g <- c(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2)
k <- kruskal.test(v, g)
say("kruskal", k$statistic, k$p.value, k$statistic / 10)
h <- function(r, g) sum(tapply(r, g, sum)^2 / table(g)) # what a rearrangement changes
r <- rank(v)
all <- c() # 11! / (4! 4! 3!) = 11550 ways
for (a in combn(11, 4, simplify = FALSE)) for (b in combn(setdiff(1:11, a), 4, simplify = FALSE)) {
  w <- rep(2, 11); w[a] <- 0; w[b] <- 1
  all <- c(all, h(r, w))
}
say("exact", length(all), mean(all >= h(r, g) - 1e-9))
dunn <- function(v, g) {
  r <- rank(v); n <- length(v); t <- table(v); m <- tapply(r, g, mean); s <- table(g)
  V <- n * (n + 1) / 12 - sum(t^3 - t) / (12 * (n - 1))
  z <- combn(length(m), 2, function(i) (m[i[1]] - m[i[2]]) / sqrt(V * sum(1 / s[i])))
  p <- 2 * pnorm(-abs(z)); rbind(z, p, p.adjust(p, "holm"))
}
print(dunn(v, g))

job <- matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4, byrow = TRUE) # Agresti (2002), as in ?fisher.test
x <- suppressWarnings(chisq.test(job, correct = FALSE))
say("job", x$statistic, x$p.value, min(x$expected), mean(x$expected < 5), sqrt(x$statistic / (sum(job) * 3)))
say("job exact", fisher.test(job, workspace = 2e7)$p.value)
small <- matrix(c(3, 0, 2, 1, 5, 0, 0, 2, 4), 3, byrow = TRUE)
s <- suppressWarnings(chisq.test(small, correct = FALSE))
say("small", s$statistic, s$p.value, fisher.test(small)$p.value)
say("two", fisher.test(matrix(c(3, 1, 2, 9), 2))$p.value)
rows <- sapply(1:3, function(i) suppressWarnings(chisq.test(rbind(small[i, ], colSums(small[-i, ])), correct = FALSE)$p.value))
say("rows", rows); say("holm", p.adjust(rows, "holm")); say("residual", c(t(s$stdres)))
big <- matrix(c(30, 14, 22, 45, 18, 19, 12, 30, 9), 3, byrow = TRUE)
say("big", chisq.test(big)$statistic, chisq.test(big)$p.value, fisher.test(big, workspace = 2e8)$p.value)
