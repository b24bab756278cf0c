# SPDX-License-Identifier: GPL-3.0-or-later
# layers.awk FILE...: every #include "..." must go where the layer table of the architecture allows.
# Prints FILE:LINE: reason. A program (bench, tests) may use everything but the other programs.
function layer(path) {
  if (path ~ /^engine\/[a-z]+\//) { split(path, part, "/"); return part[2] }
  split(path, part, "/")
  return part[1]
}
BEGIN {
  may["core"] = " core "
  may["stats"] = " stats "
  may["data"] = " core data "
  may["analysis"] = " core stats data analysis "
  may["plots"] = " core plots "
  may["output"] = " core data analysis plots output "
  may["cli"] = " core data analysis output cli "
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
  target = $0
  sub(/^[^"]*"/, "", target)
  sub(/".*/, "", target)
  from = layer(FILENAME)
  to = layer(target)
  if (!(from in may)) next
  if (target !~ /^(engine\/(core|data|analysis|output|cli)|stats|plots)\/[A-Za-z0-9_]+\.(h|inc)$/) {
    printf "%s:%d: \"%s\" is not a path from the root: write #include \"engine/core/...h\"\n", FILENAME, FNR, target
    bad = 1
  } else if (index(may[from], " " to " ") == 0) {
    printf "%s:%d: %s may not use %s (it may use:%s)\n", FILENAME, FNR, from, to, may[from]
    bad = 1
  }
}
END { exit bad }
