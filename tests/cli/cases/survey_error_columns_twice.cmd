printf 'wave,kommun,q1,Fråga 1,q20\n1,A,1,1,1\n' | leda assess -
