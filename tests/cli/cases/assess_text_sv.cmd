leda assess --quiet --lang sv --by role --cohort chosen=yes "$DATASETS/lfr/answers_synthetic.csv"
