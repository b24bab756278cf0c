leda check "$CASES/zero_denominator.csv"
