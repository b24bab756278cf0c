leda chart --baseline 1969-01..1983-01 "$DATASETS/seatbelts/drivers_by_month.csv" | tail -1
