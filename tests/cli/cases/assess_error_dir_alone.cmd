leda assess --dir pages "$DATASETS/lfr/answers_synthetic.csv"
