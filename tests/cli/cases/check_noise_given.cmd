leda check --noise ar1=0.3 "$CASES/quiet.csv"
