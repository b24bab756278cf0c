leda verify --column mean "$DATASETS/lfr/table1.csv"
