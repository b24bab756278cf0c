# Why no new limits: noise, too few values, a drift, a shift at the end, a season, and noise too persistent to tell.
leda chart --rebase auto "$CASES/auto_counts.csv" --where unit=counts | grep '^No new'
leda chart --rebase auto "$CASES/short.csv" | grep '^No new'
leda chart --rebase auto "$DATASETS/seatbelts/drivers_by_month.csv" | grep '^No new'
awk 'BEGIN { print "period,value"; for (p = 1; p <= 40; p++) print p "," (p * 7919 % 101) / 100 + (p > 37 ? 9 : 0) }' >end.csv
leda chart --rebase auto end.csv | grep '^No new'
awk 'BEGIN { print "period,value"; for (p = 0; p < 36; p++) printf "%d-%02d,%s\n", 2001 + int(p / 12), p % 12 + 1, (p * 7919 % 101) / 100 + (p % 12 == 4) - (p % 12 == 9) + (p > 17) }' >season.csv
leda chart --rebase auto season.csv | grep '^No new'
awk 'BEGIN { print "period,value"; for (p = 1; p <= 60; p++) print p "," sin(p / 9) + (p * 7919 % 101) / 5000 }' >slow.csv
leda chart --rebase auto slow.csv | grep '^No new'
leda chart --rebase auto --format json "$CASES/short.csv" | sed -n '/"rebase"/,/"rebased"/p'
rm end.csv season.csv slow.csv
