leda chart --type ma --ma-points 4 --width 2.5 --format csv "$DATASETS/nile/nile.csv" --baseline 1871..1898 | sed -n "1,6p;29,33p"
