for o in "--phase 1899" "--baseline 20" "--baseline 1871..1880" "--known-centre 900" "--type mr" "--type s" "--type t2" "--type cusum"; do leda chart --rebase auto $o "$DATASETS/nile/nile.csv"; echo $?; done
for o in always auto=0 auto=x auto=0.9; do leda chart --rebase $o "$DATASETS/nile/nile.csv"; echo $?; done
