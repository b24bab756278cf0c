leda chart "$DATASETS/nile/nile.csv" --baseline 1871..1898 --rules all | head -40
