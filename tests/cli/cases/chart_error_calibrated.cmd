# Types without limits of that kind, rates and numbers of draws that are none, too few values for any limits.
leda chart --type run --limits calibrated "$DATASETS/nile/nile.csv"; echo $?
leda chart --type ewma --limits calibrated "$DATASETS/nile/nile.csv"; echo $?
leda chart --limits calibrated --alarm-rate 1 "$DATASETS/nile/nile.csv"; echo $?
leda chart --limits calibrated --alarm-rate 0 "$DATASETS/nile/nile.csv"; echo $?
leda chart --false-alarm-draws -1 "$DATASETS/nile/nile.csv"; echo $?
leda chart --false-alarm-draws many "$DATASETS/nile/nile.csv"; echo $?
leda chart --false-alarm-draws 100000000 "$DATASETS/nile/nile.csv"; echo $?
printf 'period,value\n1,5\n' | leda chart --type i --limits calibrated -; echo $?
