leda check "$CASES/empty.csv"
