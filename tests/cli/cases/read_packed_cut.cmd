gzip -nc "$CASES/quiet.csv" | head -c 60 > cut.csv.gz; leda check cut.csv.gz; code=$?; rm cut.csv.gz; exit $code
