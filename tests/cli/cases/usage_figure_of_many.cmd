leda chart --figure a.svg "$DATASETS/sodertorn/synthetic_waiting_days.csv" >/dev/null
