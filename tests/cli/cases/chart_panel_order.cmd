leda chart --format csv "$CASES/hostile.csv"
