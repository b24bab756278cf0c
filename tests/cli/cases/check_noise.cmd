leda check "$CASES/quiet.csv"
