leda chart --format csv --better lower --target 2016=12..2018=14 --target 2019=11 --exclude 2018 "$CASES/short.csv"
