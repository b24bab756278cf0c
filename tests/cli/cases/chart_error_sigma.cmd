leda chart --sigma sd --type p "$DATASETS/sodertorn/synthetic_on_time.csv"; echo $?; leda chart --sigma sd --type mr "$CASES/quiet.csv"; echo $?; leda chart --sigma x "$CASES/quiet.csv"
