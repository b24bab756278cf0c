leda scan --all --better lower "$DATASETS/sodertorn/synthetic_waiting_days.csv"
