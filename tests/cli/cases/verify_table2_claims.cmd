leda verify --instrument lfr --claims "$DATASETS/lfr/claims.csv" "$DATASETS/lfr/table2.csv" "$DATASETS/lfr/table2_differences.csv"
