printf 'wave,kommun,q1\n2013,A,1\n2013-05,A,2\n' | leda assess -
