leda assess --summary --by role "$DATASETS/lfr/table1.csv"
