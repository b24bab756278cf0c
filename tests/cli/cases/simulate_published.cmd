leda simulate survey --published | cmp - "$DATASETS/lfr/answers_synthetic.csv" && echo the same
