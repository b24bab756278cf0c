leda chart "$CASES/unclosed.csv"
