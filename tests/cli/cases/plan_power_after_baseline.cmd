leda plan --points 20 --baseline 12 --from 45 --to 60 --sd 8
