leda check "$DATASETS/nile/nile.csv"
