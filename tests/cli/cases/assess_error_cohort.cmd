leda assess --cohort chosen "$DATASETS/lfr/answers_synthetic.csv"
