leda chart "$CASES/zero_denominator.csv"
