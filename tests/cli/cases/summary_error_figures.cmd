leda assess --summary --figures figures "$DATASETS/lfr/table1.csv"
