printf 'wave,kommun,roll,inbjudna\n2012-10,,,100\n2013-05,,ledning,200\n2013-05,,chef,x\n' >invited.csv
leda assess --quiet --invited invited.csv "$DATASETS/lfr/answers_synthetic.csv"
code=$?
rm invited.csv
exit $code
