leda check "$CASES/short.csv"
