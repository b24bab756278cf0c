leda verify --waves 2012-10,2020 "$DATASETS/lfr/table1.csv"
