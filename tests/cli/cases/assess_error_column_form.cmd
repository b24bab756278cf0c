leda assess --column wave "$DATASETS/lfr/answers_synthetic.csv"
