leda verify --column mean=average "$DATASETS/lfr/table1.csv"
