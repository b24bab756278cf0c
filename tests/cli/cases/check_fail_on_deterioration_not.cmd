leda check --fail-on deterioration --better lower --format csv "$DATASETS/nile/nile.csv"
