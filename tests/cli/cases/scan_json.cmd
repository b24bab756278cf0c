leda scan --format json --noise independent "$DATASETS/sodertorn/synthetic_waiting_days.csv"
