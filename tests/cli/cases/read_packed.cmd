gzip -nc "$CASES/quiet.csv" > packed && leda check packed > a && leda check "$CASES/quiet.csv" | cmp - a && leda check - < packed | cmp - a && echo same; rm a packed
