printf 'wave,kommun,q1\n1,A,1\n' | leda assess --where kommun=B -
