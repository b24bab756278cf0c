leda assess --quiet "$CASES/survey_outside_scale.csv"
