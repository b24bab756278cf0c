# The Nile's flow fell about 1899 (Cobb 1978); p and periods are those of leda check.
leda chart --false-alarm-draws 0 --rebase auto "$DATASETS/nile/nile.csv" | tail -4
leda check --format json "$DATASETS/nile/nile.csv" | grep -E '"p":'
leda chart --rebase auto=0.01 --format json "$DATASETS/nile/nile.csv" | sed -n '/"phases"/,/\]/p;/"rebase"/,/"period_set"/p'
