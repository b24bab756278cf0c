leda chart --type up --format csv --where kommunkod=0127 "$DATASETS/sodertorn/synthetic_on_time.csv" | sed -n 1,5p
