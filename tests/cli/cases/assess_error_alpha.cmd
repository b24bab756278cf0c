leda assess --alpha 0.9 "$DATASETS/lfr/answers_synthetic.csv"
