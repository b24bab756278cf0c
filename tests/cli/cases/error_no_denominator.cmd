leda chart --type u "$CASES/short.csv"
