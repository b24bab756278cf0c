leda check --lang sv --better higher "$DATASETS/nile/nile.csv"
