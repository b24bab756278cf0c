leda chart --type i "$CASES/short.csv"
