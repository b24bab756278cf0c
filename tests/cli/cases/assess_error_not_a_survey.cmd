leda assess "$DATASETS/nile/nile.csv"
