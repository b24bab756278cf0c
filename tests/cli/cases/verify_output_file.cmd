leda verify -o out.csv --format csv "$DATASETS/lfr/table1.csv" && head -2 out.csv; rm out.csv
