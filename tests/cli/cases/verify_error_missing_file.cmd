leda verify nowhere.csv
