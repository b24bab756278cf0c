leda scan "$CASES/zero_denominator.csv"
