leda scan --change 2031-01 "$DATASETS/sodertorn/synthetic_waiting_days.csv"
