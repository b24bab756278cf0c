leda verify --waves 2012-10,2012-10 "$DATASETS/lfr/table1.csv"
