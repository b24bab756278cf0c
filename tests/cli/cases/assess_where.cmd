leda assess --quiet --format csv --waves 2012-10,2013-05 --where chosen=yes "$DATASETS/lfr/answers_synthetic.csv" | cut -d, -f1,4-11,28
