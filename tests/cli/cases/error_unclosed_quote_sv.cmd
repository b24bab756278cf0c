leda check --lang sv "$CASES/unclosed.csv"
