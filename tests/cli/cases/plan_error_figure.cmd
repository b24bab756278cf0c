leda plan --shift 1.5 --figure curve.txt
