leda assess "$CASES/survey_no_overlap.csv"
