leda chart --format csv - < "$CASES/short.csv"
