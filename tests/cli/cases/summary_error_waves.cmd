leda assess --summary --waves 2012-10,2020 "$DATASETS/lfr/table2.csv"
