leda chart --type ewma "$DATASETS/nile/nile.csv" --baseline 1871..1898 | sed -n "1,5p;28,36p;\$p"
