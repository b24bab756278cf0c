cut -d, -f1,3- "$CASES/survey_one_municipality.csv" > a.csv; leda assess a.csv; rm a.csv
