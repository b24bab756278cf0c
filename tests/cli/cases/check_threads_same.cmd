leda check --threads 1 --format json "$DATASETS/nile/nile.csv" > a; for t in 2 3 8; do leda check --threads $t --format json "$DATASETS/nile/nile.csv" | cmp - a && echo same; done; rm a
