leda chart --type mr --sigma mssd "$CASES/quiet.csv"; echo $?; leda chart --type xbar-s --sigma mssd "$CASES/subgroups.csv"; echo $?
