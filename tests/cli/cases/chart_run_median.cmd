leda chart --type run "$CASES/quiet.csv"
