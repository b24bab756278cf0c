leda chart --format json --lang sv "$CASES/short.csv" --exclude 2018 --phase 2017=ny
