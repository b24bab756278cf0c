leda chart --lang sv "$CASES/quiet.csv" --target 40
