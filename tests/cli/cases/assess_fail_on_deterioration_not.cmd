leda assess --fail-on deterioration --quiet --format csv "$DATASETS/lfr/answers_synthetic.csv" > /dev/null
