leda assess --quiet --margin 1 --waves 2013-05,2014-Q1 --format csv "$DATASETS/lfr/answers_synthetic.csv" | cut -d, -f1,10,20,28
