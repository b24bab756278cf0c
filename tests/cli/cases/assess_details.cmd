leda assess --quiet --details --waves 2012-10,2013-05 "$DATASETS/lfr/answers_synthetic.csv"
