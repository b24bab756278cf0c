leda verify --examples 1000 "$DATASETS/lfr/table1.csv"
