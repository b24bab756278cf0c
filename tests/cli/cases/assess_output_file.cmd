leda assess --quiet --format csv -o out.csv "$DATASETS/lfr/answers_synthetic.csv"; head -n 2 out.csv; rm out.csv
