leda verify --instrument lfr "$DATASETS/lfr/table1.csv" "$DATASETS/lfr/table1_differences.csv"
