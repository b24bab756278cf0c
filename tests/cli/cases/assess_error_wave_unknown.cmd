leda assess --waves 2012-10,2015 "$DATASETS/lfr/answers_synthetic.csv"
