leda chart --type cusum --head-start 2.5 "$DATASETS/nile/nile.csv" --baseline 1871..1898 | sed -n "1,6p;28,36p;\$p"
