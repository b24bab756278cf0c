leda chart "$CASES/short.csv" --type
