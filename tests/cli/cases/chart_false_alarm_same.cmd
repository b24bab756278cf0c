# The same bytes for any number of threads and any order of the rows; another seed differs.
for t in 1 2 7; do leda chart --threads $t --rules all --format json "$DATASETS/sodertorn/synthetic_waiting_days.csv" | cksum; done | sort -u | wc -l
(head -n 1 "$DATASETS/nile/nile.csv"; tail -n +2 "$DATASETS/nile/nile.csv" | sort -r) >turned.csv
leda chart --format json "$DATASETS/nile/nile.csv" | cksum >straight
leda chart --format json turned.csv | cksum | cmp - straight && echo same
leda chart --seed 2 --format json turned.csv | cksum | cmp -s - straight || echo differs
leda chart --false-alarm-draws 0 turned.csv | tail -n 1
rm turned.csv straight
