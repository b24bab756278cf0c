leda assess --invited nosuch.csv "$DATASETS/lfr/answers_synthetic.csv"
