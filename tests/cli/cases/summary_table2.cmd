leda assess --summary --instrument lfr --sd 1.5 "$DATASETS/lfr/table2.csv"
