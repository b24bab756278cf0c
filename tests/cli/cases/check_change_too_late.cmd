leda check --change 2024-12 "$CASES/quiet.csv"
