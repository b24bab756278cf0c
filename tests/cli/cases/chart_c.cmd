leda chart --type c --format csv "$CASES/constant.csv"
