leda scan --format json -o out.json "$CASES/text_4711.csv"
