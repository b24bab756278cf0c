leda assess --instrument nosuch.ini "$DATASETS/lfr/answers_synthetic.csv"
