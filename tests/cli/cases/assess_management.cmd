leda assess --quiet --by management --waves 2012-10,2013-05 "$DATASETS/lfr/answers_synthetic.csv" | sed -n "/^Members of/,/^All statements/p"
