leda assess --replicates 1000000000000 "$DATASETS/lfr/answers_synthetic.csv"
