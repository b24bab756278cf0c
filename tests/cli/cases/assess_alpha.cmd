leda assess --quiet --alpha 0.001 --waves 2012-10,2013-05 "$DATASETS/lfr/answers_synthetic.csv" | sed -n 1,12p
