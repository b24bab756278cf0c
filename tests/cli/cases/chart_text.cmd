leda chart "$DATASETS/nile/nile.csv" --baseline 1871..1898 --rules all | sed -n 1,40p
