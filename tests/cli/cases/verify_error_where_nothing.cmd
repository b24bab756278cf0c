leda verify --where cohort=some "$DATASETS/lfr/table1.csv"
