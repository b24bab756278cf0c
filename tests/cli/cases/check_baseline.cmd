leda check --baseline 2024-02..2024-07 "$CASES/quiet.csv"
