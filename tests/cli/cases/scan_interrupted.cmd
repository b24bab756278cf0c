# Ctrl-C while the rows still come (the end of the pipe comes after it), and while figures are drawn (their
# folder is there then): each time the same code, and nothing is left but an empty folder.
leda simulate panel --units 300 --periods 60 --shift 3sd@any -o panel.csv
mkfifo pipe
leda scan --quiet -o found.txt --figure over.svg --figures drawn - <pipe 2>&1 &
exec 3>pipe
cat panel.csv >&3
kill -INT $!
exec 3>&-
wait $!
echo "while reading: $?"
rm pipe
ls -A | LC_ALL=C sort
leda scan --quiet -o found.txt --figures drawn panel.csv 2>&1 &
until [ -d drawn ] || ! kill -0 $!; do sleep 0.05; done
kill -INT $!
wait $!
echo "while drawing: $?"
ls -A . drawn | LC_ALL=C sort
rm -r drawn panel.csv
