leda check --noise independent "$DATASETS/nile/nile.csv"
