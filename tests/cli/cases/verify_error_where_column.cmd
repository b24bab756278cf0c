leda verify --where sort=chosen "$DATASETS/lfr/table1.csv"
