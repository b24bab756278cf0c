for t in c i ewma; do leda chart --equal-limits --type $t "$CASES/between_events.csv"; echo $?; done
