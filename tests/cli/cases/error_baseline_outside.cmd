leda chart --baseline 1999..2001 "$CASES/short.csv"
