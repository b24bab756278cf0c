leda chart --column value=antal "$CASES/short.csv"
