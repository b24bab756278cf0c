awk 'BEGIN { print "kommun,nyckeltal,year,value"; for (i = 0; i < 30000; i++) { k = (i * 7919) % 30000; print int(k / 75) ",N" int(k / 25) % 3 "," 2000 + k % 25 "," (k * 48271) % 1009 / 10 } }' > a.csv
leda scan --all --format csv --threads 1 a.csv > 1; for t in 2 3 8; do leda scan --all --format csv --threads $t a.csv | cmp - 1 && echo same; done; wc -l < 1; rm a.csv 1
