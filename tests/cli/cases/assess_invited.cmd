leda assess --waves 2013-05 --invited "$CASES/survey_invited.csv" --quiet "$DATASETS/lfr/answers_synthetic.csv"
