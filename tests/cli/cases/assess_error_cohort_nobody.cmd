leda assess --cohort chosen=maybe "$DATASETS/lfr/answers_synthetic.csv"
