leda plan --shift 3 --sd 2 --every month
