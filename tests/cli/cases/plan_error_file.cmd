leda plan values.csv
