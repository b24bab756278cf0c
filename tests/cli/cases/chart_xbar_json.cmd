leda chart --format json --type xbar-s --optimal-weights "$CASES/subgroups.csv" | sed -n 1,68p
