leda verify --format json "$DATASETS/lfr/table1.csv" "$DATASETS/lfr/table1_differences.csv"
