leda assess --cohort picked=yes "$DATASETS/lfr/answers_synthetic.csv"
