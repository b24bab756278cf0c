leda assess --quiet --waves 2012-10,2013-05 --format csv - < "$DATASETS/lfr/answers_synthetic.csv" | cut -d, -f1,10,28
