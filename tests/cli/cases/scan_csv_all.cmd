leda scan --format csv --all "$DATASETS/sodertorn/synthetic_waiting_days.csv"
