leda assess --sd 1.5 "$DATASETS/lfr/answers_synthetic.csv"
