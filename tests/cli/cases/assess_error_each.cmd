leda assess --each person --dir . "$DATASETS/lfr/answers_synthetic.csv"
