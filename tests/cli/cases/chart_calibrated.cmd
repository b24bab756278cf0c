# Limits that 5 and 20 of 100 unchanged charts pass; a panel's p chart; JSON. L of 100 points by benchmarks/make_calibrated_limits.c.
leda chart --limits calibrated "$DATASETS/nile/nile.csv" | tail -n 7
leda chart --limits calibrated --alarm-rate 0.2 --format json --false-alarm-draws 0 "$DATASETS/nile/nile.csv" | grep -E '"(limits|alarm_rate|limit_sigmas|false_alarm)"'
printf 'period,numerator,denominator\n1,3,50\n2,4,60\n3,5,50\n4,2,40\n5,6,50\n6,3,60\n7,4,50\n8,5,50\n' >p.csv
leda chart --type p --limits calibrated --format json p.csv | sed -n '/"false_alarm"/,$p'
rm p.csv
