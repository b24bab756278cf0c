leda chart --format csv --type mr "$CASES/quiet.csv"
