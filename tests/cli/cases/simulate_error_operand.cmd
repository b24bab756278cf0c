leda simulate panel data.csv
