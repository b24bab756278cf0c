leda verify --column average=snitt "$DATASETS/lfr/table1.csv"
