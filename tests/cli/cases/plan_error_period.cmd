leda plan --shift 1 --baseline 12 --start soon
