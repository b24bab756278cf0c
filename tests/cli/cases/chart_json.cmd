leda chart --format json "$CASES/short.csv" --exclude 2018 --phase 2017=ny
