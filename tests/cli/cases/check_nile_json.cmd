leda check --format json "$DATASETS/nile/nile.csv"
