leda assess --summary --cohort chosen=yes "$DATASETS/lfr/table2.csv"
