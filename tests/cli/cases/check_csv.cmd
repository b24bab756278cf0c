leda check --format csv "$CASES/quiet.csv"
