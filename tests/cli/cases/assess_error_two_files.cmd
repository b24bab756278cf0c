leda assess "$DATASETS/lfr/answers_synthetic.csv" "$DATASETS/lfr/answers_synthetic.csv"
