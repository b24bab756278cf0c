leda chart --type p "$CASES/shares_above_one.csv"
