printf 'wave,kommun,vi lyssnar\n1,A,1\n' | leda assess -
