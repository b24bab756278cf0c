printf 'wave,kommun,utvald,q1\n2012,A,ja,1\n2013,A,nej,2\n' | leda assess --cohort utvald=yes -
