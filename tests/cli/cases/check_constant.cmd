leda check "$CASES/constant.csv"
