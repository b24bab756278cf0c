leda check "$DATASETS/sodertorn/synthetic_waiting_days.csv"
