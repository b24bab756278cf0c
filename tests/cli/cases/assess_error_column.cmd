leda assess --column period=wave "$DATASETS/lfr/answers_synthetic.csv"
