leda plan --from 45% --to 60%
