leda chart "$DATASETS/nile/nile.csv" --rules nhs | sed -n "1,8p;28,40p;\$p"
