leda chart --spec-lower 37 --spec-upper 44.5 --target 40 --figure spec.svg "$CASES/quiet.csv" >/dev/null && grep -o ">At [a-z]*[^<]*" spec.svg
