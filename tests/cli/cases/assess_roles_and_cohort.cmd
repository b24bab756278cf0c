leda assess --by role --cohort chosen=yes "$DATASETS/lfr/answers_synthetic.csv"
