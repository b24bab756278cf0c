leda chart --format json --spec-lower 27 --spec-upper 36 --spec-target 31 "$CASES/subgroups.csv" | sed -n "/\"capability\"/,\$p"
