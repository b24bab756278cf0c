leda chart --format csv -o out.csv "$CASES/short.csv" && cat out.csv
