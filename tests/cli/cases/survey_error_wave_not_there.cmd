printf 'wave,kommun,q1\n2012,A,1\n2013,A,2\n' | leda assess --waves 2013,2014 -
