leda check "$DATASETS/seatbelts/drivers_by_month.csv"
