leda verify a.csv b.csv c.csv
