leda assess --margin 0 "$DATASETS/lfr/answers_synthetic.csv"
