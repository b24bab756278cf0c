leda plan --arl cusum --arl0 370 --format json | sed -n 1,60p
