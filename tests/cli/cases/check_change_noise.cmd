leda check --change 2024-07 "$CASES/quiet.csv"
