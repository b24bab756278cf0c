mkdir d; cp "$CASES/quiet.csv" d; leda check d; rm -r d
