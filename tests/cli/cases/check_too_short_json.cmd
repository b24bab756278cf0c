leda check --format json "$CASES/short.csv"
