leda chart "$DATASETS/nile/nile.csv" --baseline 1871..1898 --rules nhs,wheeler --rule-run 9 --rule-trend 5 | sed -n "1,3p;28,45p;\$p"
