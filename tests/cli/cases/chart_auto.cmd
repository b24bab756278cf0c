# Drawn in R (rpois, rbinom, with and without rates that differ); the variances that are told agree with R.
for file in auto_counts auto_of_cases; do
  leda chart --format json "$CASES/$file.csv" | grep -E '"unit"|"type|too narrow'
done
leda chart "$CASES/auto_of_cases.csv" --where unit=large | sed -n '1,5p;$p'
leda chart --limits exact "$CASES/auto_of_cases.csv" --where unit=large | sed -n '1,3p;$p'
leda chart --sigma sd "$CASES/auto_counts.csv" --where unit=counts | sed -n '1,3p;$p'
