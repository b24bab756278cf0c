# Made again after a change of the data, not after a touch; an error is told and mended by the next change.
series() { echo year,value; for i in 1 2 3 4 5 6 7 8 9; do echo "200$i,$((i * 7 % 5 + $1))"; done; }
series 1 >a.csv
printf '[project]\ntitle = T\nlang = en\n[measure a]\nfile = a.csv\n' >p.ini
leda report p.ini --dir out --watch --quiet >log 2>err &
pid=$!
wait_for() { for i in $(seq 300); do [ "$(grep -c "$1" "$2")" -ge "$3" ] && return; sleep 0.1; done; echo "waited in vain for $1"; }
wait_for drawn log 1
sleep 0.5
touch a.csv
sleep 0.7
echo 2010,abc >>a.csv
wait_for error err 1
series 50 >a.csv
wait_for drawn log 2
kill -INT $pid
wait $pid
echo $?
grep drawn log
cat err >&2
