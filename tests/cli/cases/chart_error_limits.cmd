for o in "--limits x" "--limits exact" "--type mr --limits probability" "--type run --limits probability" "--limit-rate 1" "--limit-rate 0"; do leda chart $o "$CASES/short.csv"; echo $?; done
