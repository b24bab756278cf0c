printf "kind,statement,wave,rank_from,rank_to\nbest,1,2012-10,1,1\nrank,1,2012-10,3,1\n" | leda verify --claims - "$DATASETS/lfr/table2.csv"
