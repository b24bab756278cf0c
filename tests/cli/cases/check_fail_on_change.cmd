leda check --fail-on change --format csv "$DATASETS/nile/nile.csv"
