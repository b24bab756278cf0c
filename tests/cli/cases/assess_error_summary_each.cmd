leda assess --summary --each municipality --dir pages "$DATASETS/lfr/table2.csv"
