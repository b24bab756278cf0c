leda chart --better higher --target 12,5 --target 2017=11.25..2019=14 "$CASES/short.csv"; leda chart --quiet --better lower --target 2030=5 "$CASES/short.csv" | tail -3
