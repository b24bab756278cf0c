leda assess --waves 2013-05 --quiet "$DATASETS/lfr/answers_synthetic.csv"
