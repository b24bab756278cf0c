set -- --units 400 --indicators 2 --periods 30 --noise lognormal --common 0.3 --drift 2sd --season 1 --missing 0.1
leda simulate panel "$@" --threads 1 | md5sum
leda simulate panel "$@" --threads 2 | md5sum
leda simulate panel "$@" --threads 7 -o seven.csv
md5sum <seven.csv
leda simulate panel "$@" | wc -l
