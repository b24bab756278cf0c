leda chart "$CASES/subgroups.csv"
leda chart --type xbar-r --sigma pooled-sd --baseline 8 "$CASES/subgroups.csv" | sed -n 1,6p
leda chart --type r "$CASES/subgroups.csv" | sed -n 1,6p
leda chart --type s --limits probability "$CASES/subgroups.csv" | sed -n 1,6p
leda chart --type ewma "$CASES/subgroups.csv" | sed -n 1,6p
