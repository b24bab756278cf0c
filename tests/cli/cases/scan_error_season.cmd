leda scan --season remove x.csv
