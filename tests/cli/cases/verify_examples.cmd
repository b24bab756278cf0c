leda verify --examples 3 --where cohort=chosen "$DATASETS/lfr/table1.csv"
