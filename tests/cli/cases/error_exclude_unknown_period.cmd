leda chart --exclude 1999 "$CASES/short.csv"
