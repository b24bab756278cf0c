# SPDX-License-Identifier: GPL-3.0-or-later
# sizes.awk FILE...: lengths of files and functions of code formatted by clang-format (a function
# ends with a } in the first column). Hard limits are findings; so are the house's two sums: half
# of the functions in 15 lines, 95 in 100 under 60. The summary goes to SUMMARY when that is set.
function finish_file() {
  if (file != "" && file !~ /^tests\// && lines > 500) {
    printf "%s:500: %d lines: split it by idea, a file holds under 500\n", file, lines
    bad = 1
  }
}
FNR == 1 { finish_file(); file = FILENAME; start = 0 }
{ lines = FNR }
/^[A-Za-z_]/ && !/^(typedef|struct|enum|union|extern)/ && !/;[ \t]*$/ { if (!start) start = FNR }
/;[ \t]*$/ && !inside { start = 0 }
start && /\{$/ && !inside { inside = ($0 ~ /\)[ \t]*\{$/ || $0 ~ /^\{$/) ; if (!inside) start = 0 }
/^\}/ {
  if (inside && $0 == "}" && file ~ /^(engine|stats|plots)\//) {
    size = FNR - start + 1
    count[size]++
    n++
    if (size < 60) short++
    if (size > 100) {
      printf "%s:%d: a function of %d lines: 100 is the limit, under 60 the rule\n", file, start, size
      bad = 1
    }
  }
  inside = 0
  start = 0
}
END {
  finish_file()
  if (n == 0) exit bad
  for (median = 1; (below += count[median]) < n / 2; median++) ;
  share = 100 * short / n
  summary = sprintf("%d functions, median %d lines, %.1f %% under 60", n, median, share)
  if (SUMMARY != "") print summary > SUMMARY
  if (n >= 40 && (median > 15 || share < 95)) {
    printf "functions: %s: the house wants a median of 15 at most and 95 %%\n", summary
    bad = 1
  }
  exit bad
}
