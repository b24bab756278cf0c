# SPDX-License-Identifier: GPL-3.0-or-later
# cycles.awk HEADER...: no header may include itself by way of others. Prints one cycle as a path.
/^[ \t]*#[ \t]*include[ \t]*"/ {
  target = $0
  sub(/^[^"]*"/, "", target)
  sub(/".*/, "", target)
  edge[FILENAME, ++edges[FILENAME]] = target
  seen_file[FILENAME] = 1
}
function visit(file, path,    i, next_file) {
  if (state[file] == 2) return 0
  if (state[file] == 1) {
    printf "%s: headers include each other in a circle: %s%s\n", file, path, file
    return 1
  }
  state[file] = 1
  for (i = 1; i <= edges[file]; i++) {
    next_file = edge[file, i]
    if (visit(next_file, path file " -> ")) return 1
  }
  state[file] = 2
  return 0
}
END {
  for (file in seen_file) if (visit(file, "")) exit 1
}
