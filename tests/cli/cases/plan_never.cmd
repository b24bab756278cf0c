leda plan --shift 0.2 --alpha 0.01
