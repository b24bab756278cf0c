leda check "$CASES/text_4711.csv" -o out.txt
