leda assess --summary a.csv b.csv
