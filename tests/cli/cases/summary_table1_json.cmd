leda assess --summary --sd 1.5 --format json --where cohort=chosen "$DATASETS/lfr/table1.csv"
