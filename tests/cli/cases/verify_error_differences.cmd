printf "statement,from,to,difference\n1,2012,,x\n" | leda verify "$DATASETS/lfr/table1.csv" -
