leda assess --by sex "$DATASETS/lfr/answers_synthetic.csv"
