leda assess --summary "$DATASETS/vote2012/vote.csv"
