leda chart --tipe i "$CASES/short.csv"
