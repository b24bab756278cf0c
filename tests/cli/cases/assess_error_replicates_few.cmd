leda assess --replicates 5 "$DATASETS/lfr/answers_synthetic.csv"
