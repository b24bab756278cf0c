leda plan --points 24 --power 90% --every quarter
