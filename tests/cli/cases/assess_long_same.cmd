awk -F, 'NR==1{print "wave,municipality,role,in_management,respondent,statement,answer";next}{for(i=5;i<=NF;i++)print $1","$2","$3","$4","NR","i-4","$i}' > long.csv <<EOF
$(leda simulate survey --seed 5 --statements 2 --municipalities 14 --respondents 60 --waves 3 --effect 0.8 --kept 0.5 --missing 0.05)
EOF
leda simulate survey --seed 5 --statements 2 --municipalities 14 --respondents 60 --waves 3 --effect 0.8 --kept 0.5 --missing 0.05 > wide.csv; leda assess --format csv wide.csv > a; leda assess --format csv long.csv | cmp - a && echo same; rm a wide.csv long.csv
