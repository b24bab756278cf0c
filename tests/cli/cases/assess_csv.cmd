leda assess --quiet --format csv "$DATASETS/lfr/answers_synthetic.csv"
