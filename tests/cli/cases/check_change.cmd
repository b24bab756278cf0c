leda check --noise independent --change 1899 "$DATASETS/nile/nile.csv"
