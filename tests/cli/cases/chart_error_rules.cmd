for o in "--rule-trend 1" "--rule-trend x" "--rules nelson,we"; do leda chart $o "$CASES/short.csv"; echo $?; done
