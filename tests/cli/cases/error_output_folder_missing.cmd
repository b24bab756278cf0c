leda chart -o no/such/out.csv "$CASES/short.csv"
