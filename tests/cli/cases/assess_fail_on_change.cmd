leda assess --fail-on change --quiet --format csv "$DATASETS/lfr/answers_synthetic.csv" > /dev/null
