leda assess --summary --format csv "$DATASETS/lfr/table1.csv"
