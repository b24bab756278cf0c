leda verify --format csv --claims "$DATASETS/lfr/claims.csv" "$DATASETS/lfr/table2.csv" "$DATASETS/lfr/table2_differences.csv" | grep -v "^mean\|,yes$"
