leda chart --type t2 --column value=wait --column value=visits --baseline 2024-01..2024-10 "$CASES/variables.csv"
leda chart --type t2 --column value=wait --column value=visits --format json "$CASES/variables.csv" | sed -n 1,49p
