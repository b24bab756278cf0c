# Limits of a model that the counts do not follow are warned of, and none where they do.
for type in p np pp; do leda chart --type $type "$CASES/auto_of_cases.csv" --where unit=wide | grep '^Note'; done
for unit in rates wide_rates; do leda chart --type u "$CASES/auto_of_cases.csv" --where unit=$unit | grep '^Note'; done
leda chart --type c "$CASES/auto_of_cases.csv" --where unit=large | grep '^Note'
leda chart --type p --phase 2013 --exclude 2002 "$CASES/auto_of_cases.csv" --where unit=large | grep '^Note'
