printf 'kommun,q1\nA,1\n' | leda assess -
