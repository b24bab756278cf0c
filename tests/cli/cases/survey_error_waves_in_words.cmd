printf 'wave,kommun,q1\nföre,A,1\nefter,A,2\n' | leda assess -
