leda assess --summary "$DATASETS/lfr/table1.csv"
