leda chart --type c "$CASES/fraction.csv"
