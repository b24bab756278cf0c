leda scan --remove season x.csv
