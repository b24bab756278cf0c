# Expected numbers of tests/unit/test_overdispersion.c: Rscript tests/oracle/overdispersion.R (R 4.2.2, base).
x <- c(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6)
n <- c(50, 50, 40, 60, 50, 45, 55, 50, 50, 52, 48, 50)
r <- sum(x) / sum(n)
report <- function(v) {
  df <- length(x) - 1
  z <- (x - r * n) / sqrt(v * n)
  d <- sum(z^2)
  local <- mean(diff(z)^2) / 2
  local_df <- 2 * df^2 / (3 * df - 1)
  print(c(d / df, d, pchisq(d, df, lower = FALSE), pchisq(d, df), local, local_df,
          pchisq(local * local_df, local_df, lower = FALSE), pchisq(local * local_df, local_df)),
        digits = 15)
}
report(r * (1 - r)) # the statistic is that of prop.test(x, n)
report(r)
# What the approximation of the local p keeps: 5 %, 1 % and 0.1 % of normal values.
set.seed(1)
for (k in c(12, 24, 60)) {
  m <- k - 1
  df <- 2 * m^2 / (3 * m - 1)
  local <- replicate(2e5, mean(diff(rnorm(k))^2) / 2)
  print(c(k, mean(local), var(local), sapply(c(.95, .99, .999),
                                             function(q) mean(local * df > qchisq(q, df)))))
}
