leda assess --cohort chosen=yes --cohort chosen=no "$DATASETS/lfr/answers_synthetic.csv"
