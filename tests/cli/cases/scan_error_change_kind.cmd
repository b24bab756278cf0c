leda scan --change 2022-Q1 "$DATASETS/sodertorn/synthetic_waiting_days.csv"
