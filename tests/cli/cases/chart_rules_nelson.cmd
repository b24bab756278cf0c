leda chart --format csv "$DATASETS/nile/nile.csv" --rules nelson | cut -d, -f5,6,12 | sed -n "/[a-z]$/p"
