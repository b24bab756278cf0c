for threads in 1 2 3; do leda simulate survey --published --threads $threads -o $threads.csv; done
cmp 1.csv 2.csv && cmp 1.csv 3.csv && echo the same
rm ./*.csv
