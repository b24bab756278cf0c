leda check --lang sv "$CASES/quiet.csv"
