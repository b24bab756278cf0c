leda assess --fail-on improvement "$DATASETS/lfr/answers_synthetic.csv"
