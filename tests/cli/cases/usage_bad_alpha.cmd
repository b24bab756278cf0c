leda check --alpha 0.9 "$CASES/short.csv"
