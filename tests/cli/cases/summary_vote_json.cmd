leda assess --summary --format json "$DATASETS/vote2012/vote.csv"
