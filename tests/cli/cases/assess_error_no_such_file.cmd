leda assess nosuch.csv
