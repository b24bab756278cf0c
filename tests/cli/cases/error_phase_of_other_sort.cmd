leda chart --phase 2016-05 "$CASES/short.csv"
