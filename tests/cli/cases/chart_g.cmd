leda chart --type g "$CASES/between_events.csv"
