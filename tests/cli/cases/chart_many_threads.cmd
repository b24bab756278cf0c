leda simulate panel --units 40 --periods 24 --indicators 2 --missing 0.02 --shift 2sd@any >panel.csv
for threads in 1 3; do
  for format in text csv json; do
    leda chart --threads $threads --rules all --format $format panel.csv >$threads.$format
    leda chart --threads $threads --type t2 --format $format panel.csv >t2-$threads.$format
  done
done
for format in text csv json; do cmp 1.$format 3.$format && cmp t2-1.$format t2-3.$format; done
head -n 1 3.csv
cut -d , -f 1 3.csv | tail -n +2 | sort -u | wc -l
rm -f ./*.csv ./*.json ./*.text
