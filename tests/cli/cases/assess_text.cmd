leda assess --quiet "$DATASETS/lfr/answers_synthetic.csv"
