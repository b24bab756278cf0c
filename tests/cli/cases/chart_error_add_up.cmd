for t in xbar-s g t2; do leda chart --add-up --type $t "$CASES/visits_by_clinic.csv"; echo $?; done
