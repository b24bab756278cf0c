leda assess --summary --waves 2014-Q1,2012-10 "$DATASETS/lfr/table1.csv"
