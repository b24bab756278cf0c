leda verify --instrument nowhere.ini "$DATASETS/lfr/table1.csv"
