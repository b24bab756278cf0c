# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of tests/unit/test_capability.c: Rscript tests/oracle/capability.R
y <- c(33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20,
       33.62, 33.00, 33.54, 33.12, 33.84, 34.31, 33.42, 33.98, 33.57, 33.90)
n <- length(y); L <- 32.5; U <- 34.2; target <- 33.5
out <- list()
put <- function(name, value) out[[name]] <<- value
triple <- function(name, v) { put(name, v[1]); put(paste0(name, "_l"), v[2]); put(paste0(name, "_u"), v[3]) }

m <- mean(y); s <- sd(y); put("mean", m); put("sd", s)
wsigma <- mean(abs(diff(y))) / (2 / sqrt(pi)); put("wsigma", wsigma)

# degrees of freedom of the mean moving range
v <- 2 - 4 / pi; w <- 4 / pi * (sqrt(.75) + pi / 12) - 4 / pi
put("cv2n", (v + 2 * w) * pi / 4)
cv2 <- ((n - 1) * v + 2 * (n - 2) * w) / (n - 1)^2 * pi / 4
c4 <- function(df) sqrt(2 / df) * exp(lgamma((df + 1) / 2) - lgamma(df / 2))
df <- uniroot(function(d) 1 / c4(d)^2 - 1 - cv2, c(1, n), tol = 1e-14)$root; put("df20", df)

chisq <- function(i, df, scale) i / scale * c(scale, sqrt(qchisq(c(.025, .975), df) / df))
bissell <- function(i, df) i + c(0, -1, 1) * qnorm(.975) * sqrt(1 / (9 * n) + i^2 / (2 * df))
nct <- function(i) {
  at <- function(p) uniroot(function(d) pt(3 * sqrt(n) * i, n - 1, d) - p, c(-5, 37), tol = 1e-13)$root
  c(i, at(.975) / (3 * sqrt(n)), at(.025) / (3 * sqrt(n)))
}
triple("Pp", chisq((U - L) / (6 * s), n - 1, 1))
triple("PpL", nct((m - L) / (3 * s)))
triple("PpU", nct((U - m) / (3 * s)))
triple("Ppk", bissell(min(m - L, U - m) / (3 * s), n - 1))
triple("Cp", chisq((U - L) / (6 * wsigma), df, c4(df)))
triple("Cpk", bissell(min(m - L, U - m) / (3 * wsigma), df))
put("CpL", (m - L) / (3 * wsigma)); put("CpU", (U - m) / (3 * wsigma))
put("Cpm", (U - L) / (6 * sqrt(s^2 + (m - target)^2)))
put("below", pnorm(L, m, s)); put("above", pnorm(U, m, s, lower.tail = FALSE))
at <- function(i, p) uniroot(function(d) pt(3 * sqrt(n) * i, n - 1, d) - p, c(-20, 37), tol = 1e-13)$root
share <- function(i, p) pnorm(-at(i, p) / sqrt(n))
put("sh1_l", share(out$PpU, .025)); put("sh1_u", share(out$PpU, .975)) # above U alone
put("sh2_l", share(out$PpU, .0125) + share(out$PpL, .0125)) # both, half the risk each
put("sh2_u", share(out$PpU, .9875) + share(out$PpL, .9875))
put("df_r4", uniroot(function(d) 1 / c4(d)^2 - 1 - (0.87980822 / 2.05875075)^2 / 10, c(1, 100), tol = 1e-14)$root)
put("dpmo", 1e6 * (out$below + out$above))
put("cp_l", binom.test(1, n)$conf.int[1]); put("cp_u", binom.test(1, n)$conf.int[2])
put("cp0_u", binom.test(0, n)$conf.int[2])

ad <- function(x) { # as nortest::ad.test
  x <- sort(x); k <- length(x); z <- (x - mean(x)) / sd(x)
  h <- (2 * seq(1:k) - 1) * (pnorm(z, log.p = TRUE) + pnorm(-rev(z), log.p = TRUE))
  -k - mean(h)
}
put("AD", ad(y)); a <- ad(y) * (1 + .75 / n + 2.25 / n^2)
put("ADp", if (a < .2) 1 - exp(-13.436 + 101.14 * a - 223.73 * a^2) else
           if (a < .34) 1 - exp(-8.318 + 42.796 * a - 59.938 * a^2) else
           if (a < .6) exp(.9177 - 4.279 * a - 1.38 * a^2) else exp(1.2937 - 5.709 * a + .0186 * a^2))
seven <- c(.1, .3, .35, .4, 1.1, 2.5, 7)
sw <- function(name, x) { t <- shapiro.test(x); put(name, unname(t$statistic)); put(paste0(name, "p"), t$p.value) }
sw("SW", y); sw("SW7", seven); sw("SW3", c(1, 2, 4)); sw("SW5", seven[1:5]); put("AD7", ad(seven))
for (k in names(out)) cat(sprintf("%s %.17g\n", k, out[[k]]))
