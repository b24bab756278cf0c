leda assess --margin lots "$DATASETS/lfr/answers_synthetic.csv"
