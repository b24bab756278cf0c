# 24 points: 6 crossings and a longest run of 7, by hand. Standard: at least 8 crossings. Best box: at least 6 and no run above 7.
# Cut box: the corner is cut off.
echo "1 1 1 1 1 1 1 -1 -1 -1 1 1 1 -1 -1 -1 -1 1 1 1 -1 -1 1 1" | tr ' ' '\n' | awk 'BEGIN { print "period,value" } { print NR "," $1 * (1 + NR / 100) }' >boxes.csv
for rule in standard best-box cut-box; do
  leda chart --false-alarm-draws 0 --known-centre 0 --known-sigma 1 --anhoej $rule boxes.csv | tail -n 3
  leda chart --false-alarm-draws 0 --known-centre 0 --known-sigma 1 --anhoej $rule --format json boxes.csv | tr -d '\n ' | sed 's/.*"runs":\(\[[^]]*\]\).*/\1/'
  echo
done
# Too few points for a box, and words that are none.
head -n 9 boxes.csv | leda chart --false-alarm-draws 0 --known-centre 0 --known-sigma 1 --anhoej best-box - | tail -n 3
leda chart --anhoej box boxes.csv
echo $?
rm boxes.csv
