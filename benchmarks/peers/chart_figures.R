# SPDX-License-Identifier: GPL-3.0-or-later
# What `leda chart --figures DIR --figure-format png` does, in base R: reads a panel (period, unit, indicator, value), makes
# the individuals chart of each unit and draws it as PNG of the same size and density, all in one process.
# Usage: Rscript chart_figures.R PANEL.csv FOLDER. Prints the seconds from reading to the last file.
args <- commandArgs(TRUE)
begin <- proc.time()[["elapsed"]]
panel <- read.csv(args[1], check.names = FALSE)
dir.create(args[2], showWarnings = FALSE)
d2 <- 2 / sqrt(pi)

draw <- function(unit, rows, path) {
  y <- rows$value
  x <- seq_along(y)
  centre <- mean(y)
  limits <- centre + c(-3, 3) * mean(abs(diff(y))) / d2
  far <- y < limits[1] | y > limits[2]
  png(path, width = 4000, height = 2250, res = 300)
  par(mar = c(4, 4, 5, 9), las = 1)
  plot(x, y, type = "n", ylim = range(y, limits), axes = FALSE, xlab = "", ylab = "")
  grid(nx = NA, ny = NULL, lty = 1, col = "#DDDDDD")
  axis(1, at = x[seq(1, length(x), by = 6)], labels = rows$period[seq(1, length(x), by = 6)])
  axis(2, lwd = 0)
  abline(h = centre)
  abline(h = limits, lty = 2, col = "#595959")
  lines(x, y, col = "#0072B2", lwd = 3)
  points(x[!far], y[!far], pch = 16, col = "#0072B2")
  points(x[far], y[far], pch = 18, cex = 1.8, col = "#D55E00")
  mtext(sprintf(c("Lower limit %.1f", "Mean %.1f", "Upper limit %.1f"), c(limits[1], centre, limits[2])),
        side = 4, at = c(limits[1], centre, limits[2]), line = 0.5)
  title(main = paste(rows$indicator[1], unit, sep = ", "), adj = 0)
  mtext(paste(sum(far), "of", length(y), "points lie beyond the limits"), side = 3, adj = 0)
  mtext("Source: panel.csv", side = 1, line = 3, adj = 0, cex = 0.8)
  dev.off()
}

units <- split(panel, panel$unit)
for (i in seq_along(units))
  draw(names(units)[i], units[[i]], file.path(args[2], sprintf("chart-%03d.png", i)))
cat(sprintf("%.3f\n", proc.time()[["elapsed"]] - begin))
