# The figure says that its limits were set automatically.
leda chart --rebase auto --figure nile.svg "$DATASETS/nile/nile.csv" >/dev/null
grep -o 'New limits were set[^<]*' nile.svg
rm nile.svg
