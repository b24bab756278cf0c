for o in "--lambda 1.5" "--lambda 0" "--width -1" "--k x" "--h 0" "--head-start -1" "--ma-points 1"; do leda chart --type ewma $o "$CASES/short.csv"; echo $?; done
