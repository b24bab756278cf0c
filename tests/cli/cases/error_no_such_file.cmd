leda check missing.csv
