leda check --noise independent --change 2024-07 --format json "$CASES/quiet.csv"
