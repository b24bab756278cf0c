leda assess "$CASES/survey_one_municipality.csv"
