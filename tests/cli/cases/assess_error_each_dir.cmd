leda assess --each municipality "$DATASETS/lfr/answers_synthetic.csv"
