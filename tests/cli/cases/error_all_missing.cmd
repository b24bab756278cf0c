leda chart "$CASES/all_missing.csv"
