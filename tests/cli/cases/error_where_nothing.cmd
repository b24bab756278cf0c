leda chart --where period=1900 "$CASES/short.csv"
