leda chart --type t "$CASES/between_events.csv"
